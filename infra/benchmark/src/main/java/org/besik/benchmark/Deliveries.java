package org.besik.benchmark;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/** Lines to send: from a file, or made up from a fixed seed. */
public final class Deliveries {

    private static final LocalDate LAST_DAY = LocalDate.of(2026, 10, 31);
    private static final String[] REGIONS = {
        "10", "11", "15", "19", "23", "27", "31", "33", "35", "39", "43", "47", "55", "59", "61", "62", "63", "71",
        "75", "79"
    };

    private Deliveries() {}

    /** Every line of a file, gzipped or not. */
    static List<byte[]> of(Path file) throws IOException {
        try (InputStream raw = Files.newInputStream(file);
                InputStream in = file.toString().endsWith(".gz") ? new GZIPInputStream(raw) : raw;
                var reader = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
            return reader.lines()
                    .map(line -> (line + "\n").getBytes(StandardCharsets.UTF_8))
                    .toList();
        }
    }

    private record Dated(LocalDate day, String line) {}

    /** About 85 facts a child in the order of days: births, a visit every few months, places, a line of attendance a month. */
    public static List<byte[]> simulated(int children) {
        var random = new Random(20_261_031);
        var facts = new ArrayList<Dated>();
        for (int child = 0; child < children; child++) {
            childhood(child, random, facts);
        }
        facts.sort(Comparator.comparing(Dated::day));
        return facts.stream()
                .map(fact -> (fact.line() + "\n").getBytes(StandardCharsets.UTF_8))
                .toList();
    }

    private static void childhood(int child, Random random, List<Dated> facts) {
        String region = "KZ-" + REGIONS[random.nextInt(REGIONS.length)];
        LocalDate birth = LAST_DAY.minusDays(random.nextInt(17 * 365) + 1L);
        String local = "S-%07d".formatted(child);
        String sex = random.nextBoolean() ? "F" : "M";
        String iin = iin(birth, "F".equals(sex), child);
        int[] ref = {0};
        facts.add(fact("birth", child, ref, "registry", local, birth, """
                {"person":{"surname":"Surname%d","given":"Given%d","sex":"%s","birthDate":"%s"}%s,"region":"%s",\
                "local":{"system":"registry","value":"%s"}}""".formatted(
                        child % 997, child, sex, birth, iin == null ? "" : ",\"iin\":\"" + iin + "\"", region, local)));
        String clinic = "clinic-" + region + "-" + child % 4;
        for (LocalDate day = birth.plusDays(3); !day.isAfter(LAST_DAY); day = day.plusDays(60L + random.nextInt(120))) {
            facts.add(fact("contact", child, ref, clinic, local, day, """
                    {"service":"HEALTH","strength":"SEEN","kind":"visit"}"""));
        }
        String school = "school-" + region + "-" + child % 4;
        LocalDate enrolled = LocalDate.of(birth.getYear() + 6, 9, 1);
        if (enrolled.isAfter(LAST_DAY)) {
            return;
        }
        facts.add(fact("enrolment", child, ref, school, local, enrolled, """
                {"institution":"%s","level":"PRIMARY","from":"%s"}""".formatted(school, enrolled)));
        for (YearMonth month = YearMonth.from(enrolled);
                month.atEndOfMonth().isBefore(LAST_DAY);
                month = month.plusMonths(1)) {
            int absent = random.nextInt(5);
            facts.add(fact("attendance", child, ref, school, local, month.atEndOfMonth(), """
                    {"institution":"%s","month":"%s","daysPresent":%d,"daysAbsent":%d}""".formatted(
                            school, month, 20 - absent, absent)));
        }
    }

    private static Dated fact(
            String fact, int child, int[] ref, String agency, String local, LocalDate day, String data) {
        return new Dated(day, """
                {"fact":"%s","ref":"sim-%d-%d","agency":"%s","child":{"local":{"system":"registry","value":"%s"}},\
                "occurredOn":"%s","data":%s}""".formatted(fact, child, ref[0]++, agency, local, day, data));
    }

    /** One contact that nobody has sent before. */
    static byte[] contact(int children, long number) {
        return """
                {"fact":"contact","ref":"single-%d","agency":"clinic-KZ-71-0","child":{"local":{"system":"registry",\
                "value":"S-%07d"}},"occurredOn":"2026-10-30","data":{"service":"HEALTH","strength":"REMOTE","kind":"call"}}""".formatted(number, number % children).getBytes(StandardCharsets.UTF_8);
    }

    /** Null where the serial has no check digit. */
    private static @Nullable String iin(LocalDate birth, boolean female, int serial) {
        int century = birth.getYear() < 2000 ? 3 : 5;
        String first = "%02d%02d%02d%d%04d"
                .formatted(
                        birth.getYear() % 100,
                        birth.getMonthValue(),
                        birth.getDayOfMonth(),
                        century + (female ? 1 : 0),
                        serial % 10_000);
        int check = weighted(first, 1);
        if (check == 10) {
            check = weighted(first, 3);
        }
        return check == 10 ? null : String.format(Locale.ROOT, "%s%d", first, check);
    }

    private static int weighted(String digits, int firstWeight) {
        return IntStream.range(0, 11)
                        .map(i -> (digits.charAt(i) - '0') * ((firstWeight + i - 1) % 11 + 1))
                        .sum()
                % 11;
    }
}
