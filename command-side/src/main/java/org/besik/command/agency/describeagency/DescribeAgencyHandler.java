package org.besik.command.agency.describeagency;

import static org.axonframework.messaging.eventstreaming.EventCriteria.havingTags;

import java.util.List;
import java.util.Optional;
import org.axonframework.eventsourcing.annotation.EventCriteriaBuilder;
import org.axonframework.eventsourcing.annotation.EventSourcedEntity;
import org.axonframework.eventsourcing.annotation.EventSourcingHandler;
import org.axonframework.eventsourcing.annotation.reflection.EntityCreator;
import org.axonframework.messaging.commandhandling.annotation.CommandHandler;
import org.axonframework.messaging.core.MessageTypeResolver;
import org.axonframework.messaging.eventhandling.EventMessage;
import org.axonframework.messaging.eventhandling.GenericEventMessage;
import org.axonframework.messaging.eventhandling.gateway.EventAppender;
import org.axonframework.messaging.eventstreaming.EventCriteria;
import org.axonframework.modelling.annotation.InjectEntity;
import org.besik.events.AgencyId;
import org.besik.events.Provenance;
import org.besik.events.Tags;
import org.besik.events.agency.AgencyDescribed;
import org.besik.events.codec.Metadata;
import org.jspecify.annotations.Nullable;

/** An agency is as it was described last; to say the same again changes nothing. */
public final class DescribeAgencyHandler {

    private final MessageTypeResolver types;

    public DescribeAgencyHandler(MessageTypeResolver types) {
        this.types = types;
    }

    @CommandHandler
    void handle(DescribeAgency command, @InjectEntity State state, EventAppender events) {
        decide(command, state).ifPresent(event -> events.append(List.of(message(event, command))));
    }

    static Optional<AgencyDescribed> decide(DescribeAgency command, State state) {
        return command.described().equals(state.last) ? Optional.empty() : Optional.of(command.described());
    }

    private EventMessage message(AgencyDescribed event, DescribeAgency command) {
        var provenance = new Provenance(
                command.newEventId(),
                command.today(),
                command.now(),
                event.agency(),
                event.service(),
                command.newEventId().value(),
                command.by(),
                event.region(),
                event.district(),
                null,
                null);
        return new GenericEventMessage(types.resolveOrThrow(event), event, Metadata.of(provenance));
    }

    /** How the agency was described last; null: never. */
    @EventSourcedEntity
    public record State(@Nullable AgencyDescribed last) {

        @EntityCreator
        static State beforeAnything() {
            return new State(null);
        }

        @EventSourcingHandler
        State on(AgencyDescribed event) {
            return new State(event);
        }

        @EventCriteriaBuilder
        static EventCriteria boundary(AgencyId agency, MessageTypeResolver types) {
            return havingTags(Tags.AGENCY, agency.value()).andBeingOneOfTypes(types, AgencyDescribed.class);
        }
    }
}
