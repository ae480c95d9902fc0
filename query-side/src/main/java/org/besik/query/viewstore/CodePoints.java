package org.besik.query.viewstore;

/** Compares text by code point, which is how its UTF-8 bytes compare; {@link String#compareTo} does not quite. */
public final class CodePoints {

    private CodePoints() {}

    public static int compare(String a, String b) {
        int length = Math.min(a.length(), b.length());
        for (int i = 0; i < length; i++) {
            char left = a.charAt(i);
            char right = b.charAt(i);
            if (left != right) {
                boolean isLeftBeyond = Character.isSurrogate(left);
                // What takes two chars comes after all that take one, though surrogates do not
                return isLeftBeyond == Character.isSurrogate(right) ? left - right : isLeftBeyond ? 1 : -1;
            }
        }
        return a.length() - b.length();
    }
}
