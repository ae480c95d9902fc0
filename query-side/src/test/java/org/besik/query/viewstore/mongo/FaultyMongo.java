package org.besik.query.viewstore.mongo;

import com.mongodb.MongoException;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.IndexModel;
import com.mongodb.client.model.WriteModel;
import java.util.ArrayDeque;
import java.util.List;
import java.util.function.Supplier;
import org.besik.query.viewstore.Generations;
import org.bson.BsonDocument;

/** A server that goes away at the n-th command from now on, for good or for that one. */
public final class FaultyMongo implements Commands {

    /** What becomes of the command whose answer does not come. */
    public enum Loss {
        /** It never arrives. */
        WHOLE,
        /** Of what it writes, the first half arrives. */
        HALF,
        /** It is done. */
        ANSWER,
        /** If it moves a state, it is done three commands later; others never arrive. */
        DELAY
    }

    private static final String STATES = "views";

    private final Commands real;
    private Loss loss = Loss.WHOLE;
    private int countdown = Integer.MAX_VALUE;
    private boolean isForGood;
    private boolean hasLost;
    private final ArrayDeque<Runnable> late = new ArrayDeque<>();
    private int lateIn;
    private Runnable probe = () -> {};
    private boolean isProbing;

    public FaultyMongo(MongoDatabase database) {
        real = new MongoCommands(database);
    }

    public Generations generations() {
        return new MongoGenerations(this, STATES);
    }

    /** The n-th command fails; all after it too, if for good. */
    public void failAt(int n, Loss how, boolean forGood) {
        countdown = n;
        loss = how;
        isForGood = forGood;
        hasLost = false;
    }

    /**
     * All is well again.
     *
     * @return whether a command was lost since it was decided which
     */
    public boolean heal() {
        countdown = Integer.MAX_VALUE;
        return hasLost;
    }

    /** Does something whose commands neither count nor fail. */
    void aside(Runnable look) {
        isProbing = true;
        try {
            look.run();
        } finally {
            isProbing = false;
        }
    }

    /** Looks around before each command that is not its own. */
    void probe(Runnable look) {
        probe = look;
    }

    /** A journal of many parts. */
    @Override
    public long mostTogether() {
        return 4_000;
    }

    private <T> T send(Supplier<T> whole, Runnable half, boolean movesState) {
        if (isProbing) {
            return whole.get();
        }
        aside(probe);
        if (!late.isEmpty() && --lateIn <= 0) {
            late.remove().run();
        }
        countdown--;
        if (countdown > 0 || (countdown < 0 && !isForGood)) {
            return whole.get();
        }
        hasLost = true;
        if (countdown == 0) {
            switch (loss) {
                case WHOLE -> {}
                case HALF -> half.run();
                case ANSWER -> whole.get();
                case DELAY -> {
                    if (movesState) {
                        late.add(whole::get);
                        lateIn = 3;
                    }
                }
            }
        }
        throw new MongoException("the server is away");
    }

    @Override
    public List<BsonDocument> find(
            String collection, BsonDocument filter, BsonDocument sort, int limit, BsonDocument projection) {
        return send(() -> real.find(collection, filter, sort, limit, projection), () -> {}, false);
    }

    @Override
    public List<BsonDocument> aggregate(String collection, List<BsonDocument> pipeline) {
        return send(() -> real.aggregate(collection, pipeline), () -> {}, false);
    }

    @Override
    public void insert(String collection, List<BsonDocument> documents) {
        run(() -> real.insert(collection, documents), () -> {
            if (documents.size() > 1) {
                real.insert(collection, documents.subList(0, documents.size() / 2));
            }
        });
    }

    @Override
    public long write(String collection, List<WriteModel<BsonDocument>> changes) {
        return send(
                () -> real.write(collection, changes),
                () -> {
                    if (changes.size() > 1) {
                        real.write(collection, changes.subList(0, changes.size() / 2));
                    }
                },
                collection.equals(STATES));
    }

    @Override
    public void createIndexes(String collection, List<IndexModel> indexes) {
        run(() -> real.createIndexes(collection, indexes), () -> {});
    }

    @Override
    public void drop(String collection) {
        run(() -> real.drop(collection), () -> {});
    }

    private void run(Runnable whole, Runnable half) {
        Supplier<Boolean> done = () -> {
            whole.run();
            return true;
        };
        send(done, half, false);
    }
}
