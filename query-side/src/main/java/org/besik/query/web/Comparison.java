package org.besik.query.web;

import java.time.LocalDate;
import java.util.List;
import java.util.stream.Collectors;
import org.besik.query.childrecord.ChildFile;
import org.besik.query.childrecord.ChildFile.PersonOnFile;
import org.besik.query.duplicates.Duplicates;
import org.besik.query.duplicates.Weights.Field;
import org.jspecify.annotations.Nullable;

/**
 * Two records beside each other, with what each field says for and against their being one child.
 *
 * @param score probability that they are one, 0 to 1
 * @param since the first day from which they looked like it
 */
public record Comparison(ChildFile other, double score, LocalDate since, List<Row> rows) {

    /**
     * One field.
     *
     * @param level how the two values compare
     * @param weight in bits: above 0 it speaks for one child, below 0 against
     */
    public record Row(String field, String mine, String theirs, String level, double weight) {

        /** The length of its bar, in per cent of the half of the scale that it goes into. */
        public int strength() {
            return (int) Math.min(100, Math.round(Math.abs(weight) * 10));
        }

        @Override
        public String toString() {
            return "Row[" + field + "]";
        }
    }

    static Comparison of(ChildFile mine, ChildFile other, Duplicates.Item item, Words words) {
        return new Comparison(
                other,
                item.score(),
                item.since(),
                item.explanation().stream()
                        .map(compared -> new Row(
                                compared.field().name(),
                                value(compared.field(), mine, words),
                                value(compared.field(), other, words),
                                compared.level(),
                                compared.weight()))
                        .toList());
    }

    private static String value(Field field, ChildFile child, Words words) {
        PersonOnFile person = child.person();
        var mother = child.mother();
        String value = switch (field) {
            case GIVEN -> person == null ? null : person.given();
            case SURNAME -> person == null ? null : person.surname();
            case PATRONYMIC -> person == null ? null : person.patronymic();
            case BIRTH_DATE -> person == null || person.birthDate() == null ? null : words.date(person.birthDate());
            case SEX -> person == null || person.sex() == null ? null : words.value(person.sex());
            case MOTHER -> mother == null ? null : mother.name();
            case REGION -> words.region(child.region());
            case IIN -> child.iin();
            case LOCAL_ID -> numbers(child);
        };
        return value == null ? "–" : value;
    }

    private static @Nullable String numbers(ChildFile child) {
        return child.localIds().isEmpty()
                ? null
                : child.localIds().stream()
                        .map(id -> id.system() + " " + id.value())
                        .collect(Collectors.joining(", "));
    }
}
