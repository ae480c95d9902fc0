package org.besik.query.spells;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.besik.query.access.BadQuestion;
import org.besik.query.viewstore.Document;

/** A place among spells as opaque text; it names a day and a record, and nothing about a person. */
public final class SpellsCursor {

    private SpellsCursor() {}

    /** The place of a row. */
    public static String write(Document row) {
        String text = Spells.since(row) + " " + row.id();
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    /**
     * What comes after this place comes next.
     *
     * @throws BadQuestion if it is not one of ours
     */
    public static Document read(String cursor) {
        try {
            String text = new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8);
            int space = text.indexOf(' ');
            if (space > 0) {
                return Spells.place(Long.parseLong(text.substring(0, space)), text.substring(space + 1));
            }
        } catch (IllegalArgumentException notOurs) {
            // Falls through: it is no cursor either way.
        }
        throw new BadQuestion("cursor", "The cursor is not one; start again without it.");
    }
}
