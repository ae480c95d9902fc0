package org.besik.command.deciding.identity;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.time.LocalDate;
import java.time.Month;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.besik.command.deciding.ChildRef;
import org.besik.command.deciding.IdBytes;
import org.besik.command.eventlog.UniqueKey;
import org.besik.command.keys.KeyedDigest;
import org.besik.events.ChildId;
import org.besik.events.Iin;
import org.besik.events.LocalId;
import org.besik.events.Person;
import org.besik.events.Place;
import org.besik.events.names.NameFolding;
import org.jspecify.annotations.Nullable;

/** The unique keys of the directory. Nothing personal stands in them but as a keyed digest. */
final class DirectoryKeys {

    static final String PERSON = "person";
    private static final String IIN = "iin";
    private static final String LOCAL = "local";
    private static final String RECORD = "record";

    static final Set<String> SPACES = Set.of(PERSON, IIN, LOCAL, RECORD);

    private final KeyedDigest digests;

    DirectoryKeys(KeyedDigest digests) {
        this.digests = digests;
    }

    UniqueKey iin(Iin iin) {
        return key(IIN, utf8(iin.value()));
    }

    UniqueKey local(LocalId local) {
        return key(LOCAL, utf8(local.system()), utf8(local.value()));
    }

    /** The key of an identifier by which a fact names its child; empty for an id of ours and for a person. */
    Optional<UniqueKey> number(ChildRef ref) {
        return switch (ref) {
            case ChildRef.ByIin named -> Optional.of(iin(named.iin()));
            case ChildRef.ByLocalId named -> Optional.of(local(named.local()));
            case ChildRef.ById id -> Optional.empty();
            case ChildRef.ByPerson person -> Optional.empty();
        };
    }

    /** The person, folded: as certain as what was given. */
    Description described(Person person, @Nullable String region) {
        String patronymic = fold(person.patronymic());
        return new Description(
                identity(person, person.birthDate()),
                patronymic.isEmpty() ? 0 : detail(patronymic),
                region == null ? 0 : region(region));
    }

    /** A region's digest; 0: it is not known. */
    long region(String region) {
        return region.equals(Place.UNKNOWN) ? 0 : detail(region);
    }

    private UniqueKey identity(Person person, @Nullable LocalDate birthDate) {
        return key(
                PERSON,
                utf8(fold(person.surname())),
                utf8(fold(person.given())),
                utf8(String.valueOf(person.sex())),
                utf8(String.valueOf(birthDate)));
    }

    /** Never 0, which stands for nothing. */
    private long detail(String text) {
        return ByteBuffer.wrap(digests.digest(PERSON, utf8(text))).getLong() | 1;
    }

    /** The identities that this one is if its birth date was slipped in: by a day or a year, or day and month exchanged. */
    Set<UniqueKey> slips(Person person) {
        LocalDate born = person.birthDate();
        if (born == null || !certain(person)) {
            return Set.of();
        }
        var days = new LinkedHashSet<>(
                List.of(born.minusDays(1), born.plusDays(1), born.minusYears(1), born.plusYears(1)));
        if (born.getDayOfMonth() <= Month.DECEMBER.getValue()) {
            days.add(LocalDate.of(born.getYear(), born.getDayOfMonth(), born.getMonthValue()));
        }
        days.remove(born);
        return days.stream().map(day -> identity(person, day)).collect(Collectors.toCollection(LinkedHashSet::new));
    }

    /** Whether an identity is complete enough to be one person's. */
    static boolean certain(Person person) {
        return !fold(person.surname()).isEmpty()
                && !fold(person.given()).isEmpty()
                && person.sex() != null
                && person.birthDate() != null;
    }

    private static String fold(@Nullable String name) {
        return name == null ? "" : NameFolding.fold(name);
    }

    /** The key of a record's n-th entry. */
    UniqueKey record(ChildId id, int n) {
        byte[] bytes = IdBytes.of(id.value());
        return n == 0 ? new UniqueKey(RECORD, bytes) : key(RECORD, bytes, number(n));
    }

    /** The key of an identity's n-th entry. */
    UniqueKey person(UniqueKey person, int n) {
        return n == 0 ? person : key(PERSON, person.key(), number(n));
    }

    private UniqueKey key(String space, byte[]... parts) {
        return new UniqueKey(space, digests.digest(space, parts));
    }

    private static byte[] number(int n) {
        return ByteBuffer.allocate(Integer.BYTES).putInt(n).array();
    }

    private static byte[] utf8(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFC).getBytes(StandardCharsets.UTF_8);
    }
}
