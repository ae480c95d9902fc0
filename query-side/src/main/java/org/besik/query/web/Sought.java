package org.besik.query.web;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.besik.events.ChildId;
import org.besik.events.LocalId;
import org.besik.query.access.BadQuestion;
import org.besik.query.childrecord.ChildSearch.Wanted;
import org.jspecify.annotations.Nullable;

/**
 * What somebody typed into the one box for everything: an IIN, a birth date as it is written here, a number of a register
 * ({@code registry:B-17}), a record's id; whatever is left is a name. Pure.
 *
 * @param id a record's; null: none was typed
 */
record Sought(@Nullable ChildId id, Wanted wanted) {

    private static final Pattern GAP = Pattern.compile("[\\s,;]+");
    private static final Pattern RECORD =
            Pattern.compile("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}", Pattern.CASE_INSENSITIVE);
    private static final Pattern YEAR_FIRST = Pattern.compile("(\\d{4})[.\\-/](\\d{1,2})[.\\-/](\\d{1,2})\\.?");
    private static final Pattern DAY_FIRST = Pattern.compile("(\\d{1,2})[.\\-/](\\d{1,2})[.\\-/](\\d{4})\\.?");

    /** As it stands on the card: six digits, a gap, six digits. */
    private static final Pattern IIN = Pattern.compile("(?<!\\d)(\\d{6})\\s?(\\d{6})(?!\\d)");

    private static final Pattern DIGITS = Pattern.compile("\\d+");

    /**
     * Reads it.
     *
     * @throws BadQuestion if part of it can be none of these; its field says what it looks like
     */
    static Sought in(String typed) {
        String iin = null;
        String left = typed.strip();
        Matcher number = IIN.matcher(left);
        if (number.find()) {
            iin = number.group(1) + number.group(2);
            left = left.substring(0, number.start()) + ' ' + left.substring(number.end());
        }
        ChildId id = null;
        LocalDate born = null;
        LocalId local = null;
        List<String> name = new ArrayList<>();
        for (String word : GAP.split(left, -1)) {
            Matcher yearFirst = YEAR_FIRST.matcher(word);
            Matcher dayFirst = DAY_FIRST.matcher(word);
            int colon = word.indexOf(':');
            if (RECORD.matcher(word).matches()) {
                id = new ChildId(word.toLowerCase(Locale.ROOT));
            } else if (yearFirst.matches()) {
                born = day(yearFirst.group(1), yearFirst.group(2), yearFirst.group(3));
            } else if (dayFirst.matches()) {
                born = day(dayFirst.group(3), dayFirst.group(2), dayFirst.group(1));
            } else if (colon > 0 && colon < word.length() - 1) {
                local = new LocalId(word.substring(0, colon), word.substring(colon + 1));
            } else if (DIGITS.matcher(word).matches()) {
                throw new BadQuestion("number", "It is neither an IIN nor a day.");
            } else if (!word.isEmpty()) {
                name.add(word);
            }
        }
        return new Sought(id, new Wanted(iin, name.isEmpty() ? null : String.join(" ", name), born, local, null));
    }

    private static LocalDate day(String year, String month, String day) {
        try {
            return LocalDate.of(Integer.parseInt(year), Integer.parseInt(month), Integer.parseInt(day));
        } catch (DateTimeException noDay) {
            throw BadQuestion.date("birthDate");
        }
    }

    /** Whether it names one child for certain, by a number. */
    boolean isNumber() {
        return wanted.iin() != null || wanted.local() != null;
    }

    @Override
    public String toString() {
        return "Sought[sealed]";
    }
}
