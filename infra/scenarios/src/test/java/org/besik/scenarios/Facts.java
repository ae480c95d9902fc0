package org.besik.scenarios;

import java.util.concurrent.atomic.AtomicInteger;

/** Facts as agencies send them, each with a reference of its own. */
final class Facts {

    private final AtomicInteger refs = new AtomicInteger();
    private final String prefix;

    Facts(String prefix) {
        this.prefix = prefix;
    }

    /** Something an agency says about a child known to the registry by this number. */
    String fact(String fact, String agency, String child, String day, String data) {
        return """
                {"fact":"%s","ref":"%s-%s-%d","agency":"%s","child":{"local":{"system":"registry","value":"%s"}},\
                "occurredOn":"%s","data":%s}""".formatted(fact, agency, prefix, refs.incrementAndGet(), agency, child, day, data);
    }

    /** A girl who is called by her number, so that nobody takes her for another one of the same day. */
    String birth(String child, String day, String region) {
        return birth(child, "Айша " + child, day, region);
    }

    String birth(String child, String given, String day, String region) {
        return fact("birth", "registry", child, day, """
                {"person":{"surname":"Ахметова","given":"%s","sex":"F","birthDate":"%s"},"region":"%s"}""".formatted(given, day, region));
    }

    String seen(String agency, String child, String day) {
        return fact("contact", agency, child, day, """
                {"service":"HEALTH","strength":"SEEN","kind":"visit"}""");
    }

    String relocation(String agency, String child, String day, String from, String to) {
        return fact("relocation", agency, child, day, """
                {"from":{"region":"%s"},"to":{"region":"%s"}}""".formatted(from, to));
    }

    String arrival(String agency, String child, String day, String to) {
        return fact("arrival", agency, child, day, """
                {"to":{"region":"%s"}}""".formatted(to));
    }

    String handoff(String agency, String child, String day, String to) {
        return fact("handoff", agency, child, day, """
                {"to":"%s","service":"HEALTH","reason":"moves"}""".formatted(to));
    }

    String acceptance(String agency, String child, String day, String handoff) {
        return fact("handoff-acceptance", agency, child, day, """
                {"handoff":"%s"}""".formatted(handoff));
    }

    String enrolment(String agency, String child, String day, String level) {
        return fact("enrolment", agency, child, day, """
                {"institution":"%s","level":"%s","from":"%s"}""".formatted(agency, level, day));
    }

    String attendance(String agency, String child, String day, String month, int present, int absent) {
        return fact("attendance", agency, child, day, """
                {"institution":"%s","month":"%s","daysPresent":%d,"daysAbsent":%d}""".formatted(agency, month, present, absent));
    }

    String death(String agency, String child, String day) {
        return fact("death", agency, child, day, "{}");
    }
}
