package org.besik.query.web;

import java.util.List;

/** What an agency can report on a page: the kinds of facts and the fields of each, as the interface describes them. */
public interface FactForms {

    /** All kinds, in the order in which a life has them. */
    List<Form> all();

    /** The fields of one kind of fact. */
    record Form(String fact, List<Field> fields) {}

    /**
     * One field.
     *
     * @param path where its value stands in the fact, {@code data.person.surname}; a refusal names it the same way
     * @param options what can be chosen; empty: it is no choice
     */
    record Field(String path, Kind kind, boolean required, List<String> options) {

        /** Its own name. */
        public String name() {
            return path.substring(path.lastIndexOf('.') + 1);
        }

        /** What it is a part of, {@code person}; empty: of nothing but the fact. */
        public String group() {
            String[] parts = path.split("\\.", -1);
            return parts.length < 3 ? "" : parts[parts.length - 2];
        }
    }

    /** How a value is entered. */
    enum Kind {
        TEXT,
        DAY,
        MONTH,
        NUMBER,
        FLAG,
        CHOICE,
        REGION
    }
}
