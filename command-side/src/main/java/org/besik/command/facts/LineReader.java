package org.besik.command.facts;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import org.besik.command.facts.reading.FactReader;
import org.jspecify.annotations.Nullable;

/**
 * The lines of a stream, without their ends. Nothing of a line that is too long is kept. A last line counts without an
 * end, but only if the stream itself ended: of a stream that was cut, the rest is dropped.
 */
public final class LineReader {

    private static final int FIRST_SIZE = 1 << 16;

    /** The longest line, its CR and its LF; a byte more and it is certain that the line is too long. */
    private static final int LAST_SIZE = FactReader.LONGEST + 2;

    private static final byte[] BYTE_ORDER_MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};

    private final InputStream in;
    private byte[] buffer = new byte[FIRST_SIZE];
    private int start;
    private int end;
    private int searched;
    private long number;

    /** Reads from the first line on. */
    public LineReader(InputStream in) {
        this.in = in;
    }

    /**
     * A line, valid until the next is read.
     *
     * @param number counted from 1, blank lines too
     * @param tooLong it was skipped; {@code length} says nothing
     */
    public record Line(long number, byte[] bytes, int from, int length, boolean tooLong) {}

    /** Whether another line is at hand without asking the sender for more. */
    boolean hasLineBuffered() {
        return find() >= 0;
    }

    /**
     * The next line that is not blank; null at the end.
     *
     * @throws IOException if the stream was cut
     */
    public @Nullable Line next() throws IOException {
        while (true) {
            Line line = nextOrBlank();
            if (line == null || line.tooLong() || !isBlank(line)) {
                return line;
            }
        }
    }

    private @Nullable Line nextOrBlank() throws IOException {
        while (true) {
            int lineEnd = find();
            if (lineEnd >= 0) {
                Line line = line(lineEnd);
                start = lineEnd + 1;
                searched = start;
                return line;
            }
            if (end - start >= LAST_SIZE) {
                return skipRest();
            }
            if (!fill()) {
                if (start == end) {
                    return null;
                }
                Line last = line(end);
                start = end;
                return last;
            }
        }
    }

    private int find() {
        for (int i = Math.max(searched, start); i < end; i++) {
            if (buffer[i] == '\n') {
                searched = i;
                return i;
            }
        }
        searched = end;
        return -1;
    }

    private Line line(int lineEnd) {
        number++;
        int from = start;
        if (number == 1 && lineEnd - from >= 3 && Arrays.equals(buffer, from, from + 3, BYTE_ORDER_MARK, 0, 3)) {
            from += 3;
        }
        int to = lineEnd > from && buffer[lineEnd - 1] == '\r' ? lineEnd - 1 : lineEnd;
        return new Line(number, buffer, from, to - from, to - from > FactReader.LONGEST);
    }

    private Line skipRest() throws IOException {
        start = 0;
        end = 0;
        searched = 0;
        while (find() < 0) {
            start = 0;
            end = 0;
            searched = 0;
            if (!fill()) {
                break;
            }
        }
        start = start == end ? end : searched + 1;
        searched = start;
        number++;
        return new Line(number, buffer, 0, 0, true);
    }

    /** More bytes; false at the end of the stream. */
    private boolean fill() throws IOException {
        if (start > 0) {
            System.arraycopy(buffer, start, buffer, 0, end - start);
            end -= start;
            searched = Math.max(0, searched - start);
            start = 0;
        }
        if (end == buffer.length) {
            buffer = Arrays.copyOf(buffer, Math.min(LAST_SIZE, buffer.length * 4));
        }
        int read = in.read(buffer, end, buffer.length - end);
        if (read < 0) {
            return false;
        }
        end += read;
        return true;
    }

    private static boolean isBlank(Line line) {
        for (int i = line.from(); i < line.from() + line.length(); i++) {
            byte b = line.bytes()[i];
            if (b != ' ' && b != '\t' && b != '\r') {
                return false;
            }
        }
        return true;
    }
}
