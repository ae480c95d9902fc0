package org.besik.query.rules;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.besik.events.Officer;
import org.besik.events.RecordedEvent;
import org.besik.events.rules.RuleBook;
import org.besik.events.rules.RulesEvent;
import org.besik.events.rules.RulesPutInForce;
import org.besik.query.viewstore.Document;
import org.besik.query.viewstore.Query;
import org.besik.query.viewstore.Table;
import org.besik.query.viewstore.ViewStore;
import org.besik.query.viewstore.ViewStore.Change;
import org.jspecify.annotations.Nullable;

/**
 * The rules that a generation of the views has heard of, and those by which it was folded. The two differ from the moment
 * at which other rules are put in force until another generation takes the place of this one.
 */
public final class RulesOnFile {

    private static final String POSITION = "position";

    /** A version for each document; its id is the version's name. */
    public static final Table HEARD =
            new Table("rules", List.of(new Table.Field(POSITION, Table.Type.LONG)), List.of(List.of(POSITION)));

    /** One document: up to which position what the log says of rules was folded by. */
    public static final Table FOLDED_BY =
            new Table("folded_by", List.of(new Table.Field(POSITION, Table.Type.LONG)), List.of());

    private static final String RULES = "rules";

    /** Nobody puts more versions in force. */
    private static final int ALL = 100_000;

    private static final ObjectMapper JSON =
            JsonMapper.builder().addModule(new JavaTimeModule()).build();

    private RulesOnFile() {}

    /**
     * A version that was put in force.
     *
     * @param position of its event
     * @param by who did it; null: nobody is named
     */
    public record Heard(
            long position, Instant recordedAt, @Nullable Officer by, RulesPutInForce rules) {}

    /** What some events say of rules, in their order. */
    public static List<Heard> in(List<RecordedEvent> events) {
        var heard = new ArrayList<Heard>();
        for (RecordedEvent recorded : events) {
            if (recorded.event() instanceof RulesEvent event) {
                switch (event) {
                    case RulesPutInForce rules ->
                        heard.add(new Heard(
                                recorded.position(),
                                recorded.provenance().recordedAt(),
                                recorded.provenance().officer(),
                                rules));
                }
            }
        }
        return heard;
    }

    /** Keeps a version; to keep it again changes nothing. */
    public static Change keep(Heard heard) {
        try {
            return new Change.Upsert(
                    HEARD,
                    new Document(
                            heard.rules().version(),
                            Map.of(POSITION, heard.position()),
                            JSON.writeValueAsBytes(heard)));
        } catch (JacksonException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    /** All versions that were heard of, in the order in which they were put in force. */
    public static List<Heard> heard(ViewStore views) {
        var all = new Query(HEARD, List.of(), List.of(new Query.Sort(POSITION, false)), ALL);
        return views.find(all).stream().map(RulesOnFile::read).toList();
    }

    private static Heard read(Document document) {
        try {
            return JSON.readValue(document.body(), Heard.class);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** Notes what the documents were folded by. */
    public static Change foldedBy(long position) {
        return new Change.Upsert(FOLDED_BY, new Document(RULES, Map.of(POSITION, position), new byte[0]));
    }

    /** What the documents were folded by; -1: nothing was folded yet. */
    public static long foldedBy(ViewStore views) {
        return views.get(FOLDED_BY, RULES)
                .map(document -> document.number(POSITION))
                .orElse(-1L);
    }

    /** The position of the last of some versions; 0: there is none. */
    public static long last(List<Heard> heard) {
        return heard.isEmpty() ? 0 : heard.getLast().position();
    }

    /** The rules that come with Besik, and those of the versions that the log has up to a position. */
    public static RuleBook book(RuleBook standard, List<Heard> heard, long upTo) {
        RuleBook book = standard;
        for (Heard one : heard) {
            if (one.position() <= upTo) {
                book = book.with(one.rules().ruleVersion());
            }
        }
        return book;
    }
}
