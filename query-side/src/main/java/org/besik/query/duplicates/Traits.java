package org.besik.query.duplicates;

import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.besik.events.Iin;
import org.besik.events.LocalId;
import org.besik.events.Person;
import org.besik.events.Relative;
import org.besik.events.names.NameSound;
import org.besik.query.childrecord.LookupKeys;
import org.jspecify.annotations.Nullable;

/**
 * What is compared of a record, as it sounds and not as it was written. Empty texts and null: not said. Numbers are digests:
 * they can be compared and not read.
 *
 * @param surname as a man of the family bears it
 * @param family what the surname is made of
 * @param father the father's name, out of the patronymic
 * @param born the birth date as stated
 * @param bornByIin the birth date that the IIN states
 * @param mother the words of her name, ascending
 */
public record Traits(
        boolean registered,
        String surname,
        String family,
        String given,
        String father,
        @Nullable String sex,
        @Nullable LocalDate born,
        @Nullable LocalDate bornByIin,
        @Nullable String iin,
        List<String> mother,
        @Nullable String motherIin,
        List<String> localIds,
        String region) {

    private static final Pattern BETWEEN_WORDS = Pattern.compile("[\\s\\p{Pd}.,;]+");

    /** The traits of a record; null if it says nothing by which another could be known as the same child. */
    public static @Nullable Traits of(
            boolean registered,
            Person person,
            @Nullable Iin iin,
            @Nullable Relative mother,
            Set<LocalId> localIds,
            String region,
            LookupKeys keys) {
        var traits = new Traits(
                registered,
                person.surname() == null ? "" : NameSound.ofSurname(person.surname()),
                person.surname() == null ? "" : NameSound.ofFamily(person.surname()),
                person.given() == null ? "" : NameSound.of(person.given()),
                person.patronymic() == null ? "" : NameSound.ofPatronymic(person.patronymic()),
                person.sex() == null ? null : person.sex().name(),
                person.birthDate(),
                iin == null ? null : iin.birthDate().orElse(null),
                iin == null ? null : keys.iin(iin),
                words(mother),
                mother == null || mother.iin() == null ? null : keys.iin(mother.iin()),
                // A sealed component reads as null once the child's key was destroyed
                localIds.stream()
                        .filter(Objects::nonNull)
                        .map(keys::local)
                        .sorted()
                        .toList(),
                region);
        return traits.given.isEmpty() && traits.surname.isEmpty() && iin == null ? null : traits;
    }

    private static List<String> words(@Nullable Relative mother) {
        if (mother == null) {
            return List.of();
        }
        var words = new TreeSet<String>();
        Stream.of(mother.name(), mother.surname(), mother.given())
                .filter(Objects::nonNull)
                .flatMap(BETWEEN_WORDS::splitAsStream)
                .map(NameSound::ofSurname)
                .filter(word -> !word.isEmpty())
                .forEach(words::add);
        return List.copyOf(words);
    }

    /** The birth date, by the IIN if nobody states it; null: not known. */
    @Nullable
    LocalDate bornOn() {
        return born == null ? bornByIin : born;
    }

    @Override
    public String toString() {
        return "Traits[sealed]";
    }
}
