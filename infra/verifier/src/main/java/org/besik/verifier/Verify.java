package org.besik.verifier;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/** {@code infra/verify}. */
@Command(
        name = "infra/verify",
        mixinStandardHelpOptions = true,
        description = "Checks that a log is as it was written, without asking or trusting the server.",
        footer = {"", "Exit codes: 0 nothing was found, 1 something was, 2 it could not be checked."},
        subcommands = {VerifyLog.class, VerifyExport.class})
public final class Verify {

    /** Nothing was found. */
    static final int WHOLE = 0;

    /** Something is not as it was written. */
    static final int TAMPERED = 1;

    /** Wrong options, or there is nothing to check. */
    static final int USAGE = 2;

    private Verify() {}

    public static void main(String[] arguments) {
        System.exit(commandLine().execute(arguments.length == 0 ? new String[] {"--help"} : arguments));
    }

    /** The command, for programs; its exit codes are those of the page of help. */
    public static CommandLine commandLine() {
        return new CommandLine(new Verify()).setExecutionExceptionHandler((failed, command, parsed) -> {
            if (failed instanceof CannotCheck) {
                command.getErr().println(failed.getMessage());
                return USAGE;
            }
            throw failed;
        });
    }
}
