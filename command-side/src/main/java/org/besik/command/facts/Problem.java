package org.besik.command.facts;

import java.util.LinkedHashMap;
import java.util.Map;
import org.besik.command.refusal.Refused;
import org.besik.command.refusal.Rule;
import org.jspecify.annotations.Nullable;

/**
 * Why something was turned away, as RFC 9457 has it.
 *
 * @param code the stable code of the rule
 * @param field the member at fault; null: none in particular
 * @param other the record that stands in the way, for those who may read it; null: none, or not for this caller
 */
public record Problem(
        String code,
        String title,
        int status,
        String detail,
        @Nullable String field,
        @Nullable String other) {

    /** How every {@code type} begins; the code follows. */
    public static final String TYPE = "urn:besik:rule:";

    /** Problems of a request that no rule about facts names. */
    public static Problem of(String code, int status, String title, String detail) {
        return new Problem(code, title, status, detail, null, null);
    }

    /** A refusal; {@code other} names the record it collides with, null: not to be named. */
    public static Problem of(Refused refused, @Nullable String other) {
        Rule rule = refused.rule();
        return new Problem(rule.code(), rule.title(), rule.status(), refused.detail(), refused.field(), other);
    }

    static Problem unavailable() {
        return of(
                "unavailable",
                503,
                "Nothing can be recorded now",
                "It is not known whether this was recorded. Send it again with the same references.");
    }

    /** The stable URI of the rule. */
    public String type() {
        return TYPE + code;
    }

    /** The members in the order in which they are written. */
    public Map<String, Object> members() {
        var members = new LinkedHashMap<String, Object>();
        members.put("type", type());
        members.put("code", code);
        members.put("title", title);
        members.put("status", status);
        members.put("detail", detail);
        if (field != null) {
            members.put("field", field);
        }
        if (other != null) {
            members.put("other", other);
        }
        return members;
    }
}
