package org.besik.command.facts.batches;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PushbackInputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.besik.command.facts.LineReader;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** The facts of a file, one after the other, each as the JSON that would come over the stream. */
interface Lines {

    /** The next fact; null at the end. */
    @Nullable
    Line next() throws IOException;

    /**
     * One fact.
     *
     * @param number of its (first) line in the file, from 1
     * @param json null: the line is too long, and its text was skipped
     */
    record Line(long number, byte @Nullable [] json) {}

    /** A file whose first line says nothing that facts could be made of; the message says why, in general words. */
    final class Unreadable extends IOException {
        private static final long serialVersionUID = 1L;

        Unreadable(String why) {
            super(why);
        }
    }

    static Lines of(Batch.Format format, InputStream in) throws IOException {
        return switch (format) {
            case NDJSON -> ndjson(new LineReader(in));
            case CSV -> new Csv(in);
        };
    }

    private static Lines ndjson(LineReader lines) {
        return () -> {
            LineReader.Line line = lines.next();
            if (line == null) {
                return null;
            }
            return new Line(
                    line.number(),
                    line.tooLong()
                            ? null
                            : java.util.Arrays.copyOfRange(line.bytes(), line.from(), line.from() + line.length()));
        };
    }

    /**
     * A table with a line of column names: {@code fact}, {@code ref}, {@code occurredOn}, {@code child.iin}, {@code
     * data.service} … A dot leads into an object; an empty cell says nothing. Separators are commas, semicolons or tabs.
     */
    final class Csv implements Lines {

        private static final JsonMapper JSON = new JsonMapper();
        private static final Set<String> NUMBERS = Set.of("data.daysPresent", "data.daysAbsent");
        private static final Set<String> FLAGS = Set.of("data.rural");
        private static final int LONGEST_HEADER = 1 << 16;

        private final CSVParser parser;
        private final Iterator<CSVRecord> records;
        private final List<String> columns;

        Csv(InputStream in) throws IOException {
            var text = new PushbackInputStream(in, LONGEST_HEADER);
            parser = CSVParser.builder()
                    .setReader(new InputStreamReader(text, UTF_8))
                    .setFormat(CSVFormat.DEFAULT
                            .builder()
                            .setDelimiter(delimiter(text))
                            .setIgnoreEmptyLines(true)
                            .setTrim(true)
                            .get())
                    .get();
            records = parser.iterator();
            if (!records.hasNext()) {
                throw new Unreadable("The file is empty.");
            }
            columns = new ArrayList<>();
            records.next().forEach(column -> columns.add(column.strip()));
            if (!columns.containsAll(List.of("fact", "ref", "occurredOn"))) {
                throw new Unreadable(
                        "The first line names the columns: fact, ref, occurredOn, child.iin, data.service …");
            }
            if (columns.stream().distinct().count() < columns.size()) {
                throw new Unreadable("A column stands twice.");
            }
        }

        /** Spreadsheets separate by what their country's numbers leave free. Skips a byte order mark. */
        private static char delimiter(PushbackInputStream text) throws IOException {
            byte[] start = text.readNBytes(LONGEST_HEADER);
            int from = start.length >= 3 && start[0] == (byte) 0xEF && start[1] == (byte) 0xBB ? 3 : 0;
            char found = ',';
            for (int i = from; i < start.length && start[i] != '\n'; i++) {
                if (start[i] == ',' || start[i] == ';' || start[i] == '\t') {
                    found = (char) start[i];
                    break;
                }
            }
            text.unread(start, from, start.length - from);
            return found;
        }

        @Override
        public @Nullable Line next() throws IOException {
            // Asking whether there is another reads it
            long number = parser.getCurrentLineNumber() + 1;
            try {
                return records.hasNext() ? new Line(number, json(records.next())) : null;
            } catch (UncheckedIOException broken) {
                throw new Unreadable("The file is no CSV from line " + number + " on.");
            }
        }

        private byte[] json(CSVRecord row) {
            var fact = new LinkedHashMap<String, Object>();
            for (int i = 0; i < row.size(); i++) {
                String cell = row.get(i);
                if (!cell.isEmpty()) {
                    // A cell without a column is an unknown member, and refused as such
                    put(fact, i < columns.size() ? columns.get(i) : "column " + (i + 1), cell);
                }
            }
            return JSON.writeValueAsBytes(fact);
        }

        @SuppressWarnings("unchecked")
        private static void put(Map<String, Object> fact, String column, String cell) {
            Map<String, Object> object = fact;
            String[] path = column.split("\\.", -1);
            for (int i = 0; i + 1 < path.length; i++) {
                Object next = object.computeIfAbsent(path[i], name -> new LinkedHashMap<String, Object>());
                if (!(next instanceof Map<?, ?>)) {
                    return;
                }
                object = (Map<String, Object>) next;
            }
            object.put(path[path.length - 1], value(column, cell));
        }

        private static Object value(String column, String cell) {
            if (NUMBERS.contains(column) && cell.matches("\\d{1,9}")) {
                return Integer.valueOf(cell);
            }
            if (FLAGS.contains(column) && (cell.equals("true") || cell.equals("false"))) {
                return Boolean.valueOf(cell);
            }
            return cell;
        }
    }
}
