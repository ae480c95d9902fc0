package org.besik.events.codec;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.axonframework.messaging.eventhandling.annotation.Event;
import org.besik.events.BesikEvent;
import org.besik.events.agency.AgencyDescribed;
import org.besik.events.circumstances.CircumstanceEvent;
import org.besik.events.contact.ContactEvent;
import org.besik.events.custody.CustodyEvent;
import org.besik.events.ending.EndingEvent;
import org.besik.events.handoff.HandoffEvent;
import org.besik.events.identity.IdentityEvent;
import org.besik.events.registration.RegistrationEvent;
import org.besik.events.residence.ResidenceEvent;
import org.besik.events.rules.RulesEvent;
import org.besik.events.schooling.SchoolingEvent;
import org.besik.events.tracing.TracingEvent;

/** Every event there is, by the name under which it is stored. */
public final class EventTypes {

    private static final List<Class<?>> FAMILIES = List.of(
            RegistrationEvent.class,
            ContactEvent.class,
            ResidenceEvent.class,
            SchoolingEvent.class,
            HandoffEvent.class,
            CircumstanceEvent.class,
            TracingEvent.class,
            IdentityEvent.class,
            EndingEvent.class,
            CustodyEvent.class,
            RulesEvent.class);

    private static final Map<String, Class<? extends BesikEvent>> BY_NAME = byName();

    /** Remembered, because asking an annotation takes as long as reading an event. */
    private static final ClassValue<Name> NAMES = new ClassValue<>() {
        @Override
        protected Name computeValue(Class<?> type) {
            Event event = annotation(type);
            return new Name(event.namespace() + "." + event.name(), event.version());
        }
    };

    private record Name(String name, String revision) {}

    private EventTypes() {}

    /** All event classes, in order of their stored names. */
    public static List<Class<? extends BesikEvent>> all() {
        return List.copyOf(BY_NAME.values());
    }

    /** The name under which events of a class are stored. */
    public static String nameOf(Class<? extends BesikEvent> type) {
        return NAMES.get(type).name();
    }

    /** The revision in which events of a class are written today. */
    public static String revisionOf(Class<? extends BesikEvent> type) {
        return NAMES.get(type).revision();
    }

    /**
     * The class of events stored under a name.
     *
     * @throws IllegalArgumentException if there is none: the log was written by a newer Besik
     */
    public static Class<? extends BesikEvent> classOf(String name) {
        var type = BY_NAME.get(name);
        if (type == null) {
            throw new IllegalArgumentException("unknown event type " + name);
        }
        return type;
    }

    private static Event annotation(Class<?> type) {
        Event event = type.getAnnotation(Event.class);
        if (event == null) {
            throw new IllegalArgumentException(type + " is no event");
        }
        return event;
    }

    private static Map<String, Class<? extends BesikEvent>> byName() {
        var types = new ArrayList<Class<?>>(List.of(AgencyDescribed.class));
        for (Class<?> family : FAMILIES) {
            types.addAll(List.of(family.getPermittedSubclasses()));
        }
        var byName = new TreeMap<String, Class<? extends BesikEvent>>();
        for (Class<?> type : types) {
            var event = type.asSubclass(BesikEvent.class);
            byName.put(annotation(event).namespace() + "." + annotation(event).name(), event);
        }
        return byName;
    }
}
