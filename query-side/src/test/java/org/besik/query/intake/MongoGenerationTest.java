package org.besik.query.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.besik.query.intake.Toys.ADA;
import static org.besik.query.intake.Toys.BEK;
import static org.besik.query.intake.Toys.CAN;
import static org.besik.query.intake.Toys.MAY_1;
import static org.besik.query.intake.Toys.contact;
import static org.besik.query.intake.Toys.event;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.besik.events.identity.MergeReverted;
import org.besik.events.identity.RecordsMerged;
import org.besik.events.rules.RuleBook;
import org.besik.query.intake.Toys.Days;
import org.besik.query.intake.Toys.Diary;
import org.besik.query.viewstore.Document;
import org.besik.query.viewstore.Query;
import org.besik.query.viewstore.Query.Sort;
import org.besik.query.viewstore.Table;
import org.besik.query.viewstore.ViewStore;
import org.besik.query.viewstore.ViewStoreException;
import org.besik.query.viewstore.mongo.FaultyMongo;
import org.besik.query.viewstore.mongo.FaultyMongo.Loss;
import org.besik.query.viewstore.mongo.Server;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Figures that are read, changed and written again: whichever command is lost, nothing counts twice or never. */
class MongoGenerationTest {

    private static final int AT_ONCE = 2;

    private final Server server = Server.inMemory();
    private final FaultyMongo mongo = new FaultyMongo(server.database());
    private final ListFeed feed = new ListFeed();
    private final Folds folds =
            new Folds(List.of(new Diary()), List.of(new Days()), new SimpleMeterRegistry(), RuleBook.standard());

    @AfterEach
    void stop() {
        server.close();
    }

    @ParameterizedTest
    @CsvSource({
        "WHOLE, true", "HALF, true", "ANSWER, true", "DELAY, true",
        "WHOLE, false", "HALF, false", "ANSWER, false", "DELAY, false"
    })
    void nothing_counts_twice_or_never(Loss loss, boolean isCrash) {
        feed.append(List.of(
                contact(ADA, MAY_1, "a1"),
                contact(BEK, MAY_1.plusDays(1), "b1"),
                contact(ADA, MAY_1, "a2"),
                event(MAY_1, "m", new RecordsMerged(ADA, BEK, "same")),
                contact(CAN, MAY_1.plusYears(1), "c1"),
                event(MAY_1, "u", new MergeReverted(ADA, BEK, "not")),
                contact(BEK, MAY_1.minusDays(9), "b2")));
        Map<String, String> undisturbed = all(followed("undisturbed", isCrash));
        assertThat(undisturbed).hasSizeGreaterThan(20);
        int n = 0;
        boolean hasFailed;
        do {
            n++;
            mongo.failAt(n, loss, isCrash);
            ViewStore store = followed("g-" + n, isCrash);
            hasFailed = mongo.heal();
            assertThat(all(store)).as("failing at %s", n).isEqualTo(undisturbed);
            assertThat(all(mongo.generations().open("g-" + n, folds.tables())))
                    .as("opened again after failing at %s", n)
                    .isEqualTo(undisturbed);
        } while (hasFailed);
        assertThat(n).isGreaterThan(30);
    }

    /** To the end of the feed; after a complaint anew, or with the same generation and all there is at once. */
    private ViewStore followed(String name, boolean isCrash) {
        Generation generation = null;
        int size = AT_ONCE;
        while (true) {
            try {
                if (generation == null) {
                    ViewStore store = mongo.generations().open(name, folds.tables());
                    generation = new Generation(name, store, feed.codec(), folds);
                }
                long position = generation.store().position();
                if (position == feed.head()) {
                    return generation.store();
                }
                generation.apply(feed.read(position, size));
            } catch (ViewStoreException complaint) {
                size = Integer.MAX_VALUE;
                if (isCrash) {
                    mongo.heal();
                    generation = null;
                }
            }
        }
    }

    private Map<String, String> all(ViewStore store) {
        var all = new TreeMap<String, String>();
        for (Table table : folds.tables()) {
            for (Document document :
                    store.find(new Query(table, List.of(), List.of(new Sort("id", false)), Integer.MAX_VALUE))) {
                all.put(
                        table.name() + " " + document.id(),
                        new TreeMap<>(document.fields()) + new String(document.body(), StandardCharsets.UTF_8));
            }
        }
        return all;
    }
}
