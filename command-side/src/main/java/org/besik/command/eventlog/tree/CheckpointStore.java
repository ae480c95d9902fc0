package org.besik.command.eventlog.tree;

import java.util.List;
import java.util.Optional;

/** Every checkpoint that was ever signed. Unlike the tree it cannot be made again. */
public interface CheckpointStore extends AutoCloseable {

    /** Keeps a signed note; when this returns it is durable. Sizes only grow. */
    void add(long size, String note);

    /** The last one; empty: none was signed yet. */
    Optional<String> last();

    /** The one over so many events; empty: none was signed over just as many. */
    Optional<String> find(long size);

    /** At most about {@code limit} of them, spread over the sizes, ascending; the last is always among them. */
    List<String> spread(int limit);

    @Override
    void close();
}
