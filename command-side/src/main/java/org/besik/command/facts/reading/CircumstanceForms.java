package org.besik.command.facts.reading;

import static org.besik.command.refusal.Rule.MISSING_FIELD;

import java.util.Map;
import java.util.function.BiFunction;
import org.besik.command.circumstances.guardian.AssignGuardian;
import org.besik.command.circumstances.placement.EndPlacement;
import org.besik.command.circumstances.placement.StartPlacement;
import org.besik.command.circumstances.support.AssignSupportCategory;
import org.besik.command.circumstances.support.EndSupportCategory;
import org.besik.command.deciding.Order;
import org.besik.command.refusal.Refused;
import org.besik.events.Relative;
import org.besik.events.circumstances.PlacementKind;
import org.besik.events.circumstances.SupportCategory;
import org.jspecify.annotations.Nullable;

/** The data of guardians, support categories and placements. */
final class CircumstanceForms {

    static final Map<String, FactForm> ALL = Map.of(
            "guardian",
            CircumstanceForms::guardian,
            "support-category",
            data -> new AssignSupportCategory(category(data)),
            "support-category-end",
            data -> new EndSupportCategory(category(data)),
            "placement",
            placement(StartPlacement::new),
            "placement-end",
            placement(EndPlacement::new));

    private CircumstanceForms() {}

    private static AssignGuardian guardian(Members data) {
        Relative who = People.relative(data.only("name", "relation", "from"), "name");
        if (who == null) {
            throw new Refused(MISSING_FIELD, data.path("name"), "It is required.");
        }
        return new AssignGuardian(who, data.text("relation"), data.date("from"));
    }

    private static SupportCategory category(Members data) {
        return data.only("category").oneOf("category", SupportCategory.class);
    }

    private static FactForm placement(BiFunction<PlacementKind, @Nullable String, Order> order) {
        return data -> {
            data.only("kind", "institution");
            return order.apply(data.oneOf("kind", PlacementKind.class), data.optionalText("institution"));
        };
    }
}
