package org.besik.command.facts.reading;

import static org.besik.command.refusal.Rule.IDENTITY_MISMATCH;
import static org.besik.command.refusal.Rule.OF_AGE;

import java.time.LocalDate;
import org.besik.events.Ages;
import org.besik.events.LocalId;
import org.besik.events.Person;
import org.besik.events.Relative;
import org.besik.events.Sex;
import org.jspecify.annotations.Nullable;

/** How people are named in facts: the child itself, its mother, a guardian. */
final class People {

    private People() {}

    /** A child as a birth or registration names it: everything but patronymic and script. */
    static Person registered(Members person) {
        Person read = new Person(
                only(person).text("surname"),
                person.text("given"),
                person.optionalText("patronymic"),
                person.oneOf("sex", Sex.class),
                birthDate(person),
                person.optionalText("script"));
        LocalDate birthDate = read.birthDate();
        if (birthDate != null) {
            person.setting()
                    .expect(
                            person.setting().occurredOn().isBefore(Ages.birthday(birthDate, Ages.MAJORITY)),
                            OF_AGE,
                            person.path("birthDate"),
                            "The person was 18 or older on the day of the fact.");
        }
        return read;
    }

    /** A child that is looked for by who it is: names and birth date, without which nobody is certain. */
    static Person lookedFor(Members person) {
        return new Person(
                only(person).text("surname"),
                person.text("given"),
                person.optionalText("patronymic"),
                person.has("sex") ? person.oneOf("sex", Sex.class) : null,
                birthDate(person),
                person.optionalText("script"));
    }

    /** What a correction says; absent members stay as they were. */
    static Person corrected(Members person) {
        return new Person(
                only(person).optionalText("surname"),
                person.optionalText("given"),
                person.optionalText("patronymic"),
                person.has("sex") ? person.oneOf("sex", Sex.class) : null,
                person.has("birthDate") ? birthDate(person) : null,
                person.optionalText("script"));
    }

    /** The member names of a person, in the order of the contract. */
    static final String[] PERSON = {"surname", "given", "patronymic", "sex", "birthDate", "script"};

    private static Members only(Members person) {
        return person.only(PERSON);
    }

    private static LocalDate birthDate(Members person) {
        LocalDate day = person.pastDate("birthDate");
        person.setting()
                .expect(
                        !day.isAfter(person.setting().occurredOn()),
                        IDENTITY_MISMATCH,
                        person.path("birthDate"),
                        "The birth date is after the day of the fact.");
        return day;
    }

    /** A mother or guardian: a name in one piece, or an object; null: not said. */
    static @Nullable Relative relative(Members of, String name) {
        if (!of.has(name)) {
            return null;
        }
        if (of.isText(name)) {
            return new Relative(of.text(name), null, null, null, null, null);
        }
        Members said = of.object(name).only("name", "surname", "given", "patronymic", "birthDate", "iin");
        return new Relative(
                said.optionalText("name"),
                said.optionalText("surname"),
                said.optionalText("given"),
                said.optionalText("patronymic"),
                said.has("birthDate") ? said.pastDate("birthDate") : null,
                said.optionalIin("iin"));
    }

    /** A number in some register. */
    static LocalId local(Members local) {
        return new LocalId(local.only("system", "value").text("system"), local.text("value"));
    }
}
