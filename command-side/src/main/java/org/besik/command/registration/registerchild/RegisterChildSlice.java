package org.besik.command.registration.registerchild;

import java.util.List;
import java.util.stream.Stream;
import org.besik.command.deciding.ChildFacts;
import org.besik.command.deciding.ChildRef;
import org.besik.command.deciding.Fact;
import org.besik.command.deciding.Slice;
import org.besik.events.ChildId;
import org.besik.events.Iin;
import org.besik.events.LocalId;
import org.besik.events.registration.BirthRegistered;
import org.besik.events.registration.ChildRegistered;
import org.jspecify.annotations.Nullable;

/**
 * A record begins, or is told again how it began. The number and the local id by which the fact names the child become
 * the record's own, beside those in its data.
 */
public final class RegisterChildSlice {

    private RegisterChildSlice() {}

    /** The decisions of this folder. */
    public static List<Slice<?>> configure() {
        return List.of(
                Slice.of(RegisterBirth.class, RegisterChildSlice::decide),
                Slice.of(RegisterChild.class, RegisterChildSlice::decide));
    }

    static BirthRegistered decide(RegisterBirth order, Fact fact, ChildId child, ChildFacts known) {
        return new BirthRegistered(
                child,
                order.person(),
                iin(order.iin(), fact.child()),
                locals(order.local(), fact.child()),
                order.mother(),
                order.place(),
                order.facility());
    }

    static ChildRegistered decide(RegisterChild order, Fact fact, ChildId child, ChildFacts known) {
        return new ChildRegistered(
                child,
                order.person(),
                iin(order.iin(), fact.child()),
                locals(order.local(), fact.child()),
                order.mother(),
                order.place(),
                order.facility(),
                order.reason());
    }

    private static @Nullable Iin iin(@Nullable Iin said, ChildRef child) {
        return said == null && child instanceof ChildRef.ByIin named ? named.iin() : said;
    }

    private static List<LocalId> locals(@Nullable LocalId said, ChildRef child) {
        var named = child instanceof ChildRef.ByLocalId ref ? ref.local() : null;
        return Stream.of(named, said).filter(id -> id != null).distinct().toList();
    }
}
