package org.besik.query.viewstore.mongo;

import com.mongodb.MongoException;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.ReplaceOneModel;
import com.mongodb.client.model.ReplaceOptions;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.besik.query.viewstore.Generations;
import org.besik.query.viewstore.Table;
import org.besik.query.viewstore.ViewStore;
import org.besik.query.viewstore.ViewStoreException;
import org.bson.BsonDocument;
import org.bson.BsonString;

/**
 * Generations in one MongoDB database: collections {@code views.GENERATION.TABLE}, a document per generation in
 * {@code views}, the pointer in {@code views_live}. For one process at a time: each process that follows the feed needs
 * views of its own name.
 */
public final class MongoGenerations implements Generations {

    private static final BsonString POINTER = new BsonString("live");
    private static final String GENERATION = "generation";

    private final Commands commands;
    private final GenerationStates states;
    private final String pointer;

    /**
     * Takes what the database holds.
     *
     * @param views what its collections' names begin with
     */
    public MongoGenerations(MongoDatabase database, String views) {
        this(new MongoCommands(database), views);
    }

    MongoGenerations(Commands commands, String views) {
        this.commands = commands;
        this.states = new GenerationStates(commands, views);
        this.pointer = views + "_live";
    }

    @Override
    public List<String> all() {
        return asking(() -> states.all().stream().map(GenerationState::name).toList());
    }

    @Override
    public Optional<String> live() {
        return asking(() ->
                commands.find(pointer, new BsonDocument(), new BsonDocument(Bson.ID, Bson.direction(false)), 1).stream()
                        .map(found -> found.getString(GENERATION).getValue())
                        .findFirst());
    }

    @Override
    public void setLive(String generation) {
        var replaced = new ReplaceOneModel<>(
                new BsonDocument(Bson.ID, POINTER),
                new BsonDocument(Bson.ID, POINTER).append(GENERATION, new BsonString(generation)),
                new ReplaceOptions().upsert(true));
        asking(() -> commands.write(pointer, List.of(replaced)));
    }

    @Override
    public boolean fits(String generation, List<Table> tables) {
        GenerationState found =
                asking(() -> Optional.ofNullable(states.find(generation))).orElse(null);
        return found != null
                && !found.isGoing()
                && tables.stream()
                        .allMatch(t ->
                                MongoViewStore.shape(t).equals(found.shapes().get(t.name())));
    }

    @Override
    public ViewStore open(String generation, List<Table> tables) {
        return MongoViewStore.open(commands, states, generation, tables);
    }

    @Override
    public void delete(String generation) {
        asking(() -> {
            GenerationState found = states.find(generation);
            if (found == null) {
                return false;
            }
            GenerationState going = found.going(UUID.randomUUID().toString());
            if (!states.move(found, going)) {
                throw new ViewStoreException("somebody else writes the views");
            }
            states.drop(going);
            return true;
        });
    }

    private static <T> T asking(Supplier<T> question) {
        try {
            return question.get();
        } catch (MongoException failed) {
            throw new ViewStoreException("the generations of the views do not answer", failed);
        }
    }
}
