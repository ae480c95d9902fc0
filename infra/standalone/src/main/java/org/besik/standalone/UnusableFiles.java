package org.besik.standalone;

import java.nio.file.FileSystemException;
import java.sql.SQLException;
import org.besik.command.eventlog.LogUnavailableException;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.diagnostics.FailureAnalyzer;

/** Why Besik cannot start on its own files: a disk that is full, fails or is read-only, or a log that is not whole. */
public final class UnusableFiles implements FailureAnalyzer {

    @Override
    public @Nullable FailureAnalysis analyze(Throwable failure) {
        Throwable found = failure;
        while (found != null && !isAboutFiles(found)) {
            found = found.getCause();
        }
        if (found == null) {
            return null;
        }
        var why = new StringBuilder(String.valueOf(found.getMessage()));
        for (Throwable cause = found.getCause(); cause != null; cause = cause.getCause()) {
            why.append(": ").append(cause.getMessage());
        }
        return new FailureAnalysis(
                "A file in the data directory cannot be used: " + why + ".",
                "Nothing was changed. See whether the disk has room and can be written; infra/verify log DIR checks the log.",
                failure);
    }

    private static boolean isAboutFiles(Throwable failure) {
        return failure instanceof LogUnavailableException
                || failure instanceof SQLException
                || failure instanceof FileSystemException;
    }
}
