package org.besik.query.childrecord;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.besik.query.access.BadQuestion;
import org.besik.query.intake.Views;
import org.besik.query.viewstore.Document;

/**
 * Where a search goes on: the generation of the view and the last row seen. The row is named by its id and read again,
 * so that no part of a name or number gets into a URL.
 */
final class Cursor {

    private Cursor() {}

    static String of(Document row, Views views) {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString((views.generation() + " " + row.id()).getBytes(StandardCharsets.UTF_8));
    }

    static Document row(String cursor, Views views) {
        String text;
        try {
            text = new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException noBase64) {
            throw unknown();
        }
        int space = text.lastIndexOf(' ');
        if (space < 0 || !text.substring(0, space).equals(views.generation())) {
            throw unknown();
        }
        return views.store().get(ChildCards.ROWS, text.substring(space + 1)).orElseThrow(Cursor::unknown);
    }

    private static BadQuestion unknown() {
        return new BadQuestion("cursor", "The cursor is not one, or the list was rebuilt; start again without it.");
    }
}
