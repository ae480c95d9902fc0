package org.besik.query.viewstore.mongo;

import com.mongodb.client.model.DeleteOneModel;
import com.mongodb.client.model.ReplaceOneModel;
import com.mongodb.client.model.WriteModel;
import java.util.ArrayList;
import java.util.List;
import org.bson.BsonDocument;
import org.bson.BsonString;
import org.jspecify.annotations.Nullable;

/** The states of all generations, and what their collections are called. */
final class GenerationStates {

    private final Commands commands;
    private final String views;

    GenerationStates(Commands commands, String views) {
        this.commands = commands;
        this.views = views;
    }

    String collection(String generation, String table) {
        return views + "." + generation + "." + table;
    }

    /** No table begins like this. */
    String journal(String generation) {
        return collection(generation, "_journal");
    }

    List<GenerationState> all() {
        return commands
                .find(views, new BsonDocument(), new BsonDocument(Bson.ID, Bson.direction(false)), Integer.MAX_VALUE)
                .stream()
                .map(GenerationState::of)
                .toList();
    }

    @Nullable
    GenerationState find(String generation) {
        List<BsonDocument> found = commands.find(
                views,
                new BsonDocument(Bson.ID, new BsonString(generation)),
                new BsonDocument(Bson.ID, Bson.direction(false)),
                1);
        return found.isEmpty() ? null : GenerationState.of(found.getFirst());
    }

    void insert(GenerationState state) {
        commands.insert(views, List.of(state.toBson()));
    }

    /** Replaces what was seen; false if somebody else was quicker. */
    boolean move(GenerationState seen, GenerationState next) {
        BsonDocument filter =
                new BsonDocument(Bson.ID, new BsonString(seen.name())).append("stamp", new BsonString(seen.stamp()));
        return commands.write(views, List.of(new ReplaceOneModel<>(filter, next.toBson()))) == 1;
    }

    /** Removes what the journal holds: it has been done, or never will be. */
    void clearJournal(String generation) {
        // Only the ids: a journal that was not cleared may be large
        var ids = new BsonDocument("$group", new BsonDocument(Bson.ID, new BsonString("$" + Bson.ID)));
        var parts = new ArrayList<WriteModel<BsonDocument>>();
        for (BsonDocument id : commands.aggregate(journal(generation), List.of(ids))) {
            parts.add(new DeleteOneModel<>(id));
        }
        if (!parts.isEmpty()) {
            commands.write(journal(generation), parts);
        }
    }

    /** All that a generation holds: its state goes last, so that what was begun is seen and ended. */
    void drop(GenerationState going) {
        going.shapes().keySet().forEach(table -> commands.drop(collection(going.name(), table)));
        commands.drop(journal(going.name()));
        commands.write(views, List.of(new DeleteOneModel<>(new BsonDocument(Bson.ID, new BsonString(going.name())))));
    }
}
