package org.besik.command.deciding;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.axonframework.eventsourcing.EventSourcedEntityFactory;
import org.axonframework.eventsourcing.configuration.EventSourcedEntityModule;
import org.axonframework.eventsourcing.configuration.EventSourcingConfigurer;
import org.axonframework.messaging.commandhandling.GenericCommandResultMessage;
import org.axonframework.messaging.commandhandling.annotation.Command;
import org.axonframework.messaging.commandhandling.configuration.CommandHandlingModule;
import org.axonframework.messaging.core.MessageStream;
import org.axonframework.messaging.core.MessageType;
import org.axonframework.messaging.core.QualifiedName;
import org.axonframework.messaging.core.unitofwork.ProcessingContext;
import org.axonframework.messaging.eventhandling.EventMessage;
import org.axonframework.messaging.eventhandling.GenericEventMessage;
import org.axonframework.messaging.eventhandling.gateway.EventAppender;
import org.axonframework.messaging.eventstreaming.EventCriteria;
import org.axonframework.messaging.eventstreaming.Tag;
import org.axonframework.modelling.StateManager;
import org.axonframework.test.fixture.AxonTestFixture;
import org.axonframework.test.fixture.AxonTestPhase;
import org.axonframework.update.UpdateCheckerConfigurationEnhancer;
import org.besik.command.CommandSide;
import org.besik.command.refusal.Refused;
import org.besik.command.refusal.Rule;
import org.besik.events.AgencyId;
import org.besik.events.ChildEvent;
import org.besik.events.ChildId;
import org.besik.events.EventId;
import org.besik.events.Provenance;
import org.besik.events.Tags;
import org.besik.events.codec.EventTypes;
import org.besik.events.codec.Metadata;

/**
 * Given, when, then for the decisions: every slice of {@link CommandSide} as an Axon command handler on {@link
 * ChildFacts} as an event-sourced entity. Its criteria are the slice's own boundary, so a type that is missing there is
 * not seen here either.
 */
public final class DecisionFixture {

    public static final ChildId ADA = new ChildId("0ada0ada-0000-4000-8000-000000000000");

    private final AxonTestFixture fixture;
    private final List<EventMessage> given = new ArrayList<>();

    /** A fact about Ada, from an agency. */
    @Command(namespace = "test", name = "Reported", version = "1")
    public record Reported(Fact fact) {}

    /** What the state is sourced for. */
    private record Boundary(ChildId child, Set<Class<? extends ChildEvent>> types) {}

    /** Replaced as a whole: the entity that Axon evolves. */
    private record State(ChildFacts facts) {}

    public DecisionFixture() {
        var slices = new HashMap<Class<?>, Slice<?>>();
        CommandSide.slices().forEach(slice -> slices.put(slice.order(), slice));
        var entity = EventSourcedEntityModule.declarative(Boundary.class, State.class)
                .messagingModel((configuration, model) -> model.entityEvolver((state, message, context) ->
                                new State(state.facts.on((ChildEvent) message.payload(), provenance(message))))
                        .build())
                .entityFactory(
                        configuration -> EventSourcedEntityFactory.fromNoArgument(() -> new State(ChildFacts.NONE)))
                .criteriaResolver(configuration -> (boundary, context) -> criteria(boundary))
                .entityIdResolver(configuration -> (message, context) -> {
                    throw new IllegalStateException("loaded by hand");
                });
        var commands = CommandHandlingModule.named("decisions")
                .commandHandlers()
                .commandHandler(new QualifiedName("test", "Reported"), (message, context) -> {
                    Fact fact = ((Reported) message.payload()).fact();
                    Slice<?> slice = slices.get(fact.order().getClass());
                    return MessageStream.fromFuture(known(slice, context).thenApply(known -> {
                        EventAppender.forContext(context)
                                .append(message(
                                        slice.decide(fact, ADA, known), fact.agency(), fact.ref(), fact.newEventId()));
                        return new GenericCommandResultMessage(new MessageType("test", "Decided", "1"), "decided");
                    }));
                });
        fixture = AxonTestFixture.with(EventSourcingConfigurer.create()
                .componentRegistry(registry -> registry.disableEnhancer(UpdateCheckerConfigurationEnhancer.class))
                .registerEntity(entity)
                .registerCommandHandlingModule(commands));
    }

    private static CompletableFuture<ChildFacts> known(Slice<?> slice, ProcessingContext context) {
        return slice.restsOn().isEmpty()
                ? CompletableFuture.completedFuture(ChildFacts.NONE)
                : context.component(StateManager.class)
                        .loadEntity(State.class, new Boundary(ADA, slice.restsOn()), context)
                        .thenApply(State::facts);
    }

    private static EventCriteria criteria(Boundary boundary) {
        return EventCriteria.havingTags(Tag.of(Tags.CHILD, boundary.child().value()))
                .andBeingOneOfTypes(boundary.types().stream()
                        .map(type -> new QualifiedName(EventTypes.nameOf(type)))
                        .collect(Collectors.toSet()));
    }

    private static Provenance provenance(EventMessage message) {
        return Metadata.provenance(Metadata.encode(message.metadata()));
    }

    private static EventMessage message(ChildEvent event, AgencyId agency, String ref, EventId id) {
        var provenance =
                new Provenance(id, Facts.MAY_1, Facts.NOON, agency, null, ref, null, "KZ-71", null, null, null);
        var type = new MessageType(
                new QualifiedName(EventTypes.nameOf(event.getClass())), EventTypes.revisionOf(event.getClass()));
        return new GenericEventMessage(type, event, Metadata.of(provenance));
    }

    public void stop() {
        fixture.stop();
    }

    /** Something that an agency reported of the child before, under a reference. */
    public DecisionFixture given(AgencyId agency, String ref, EventId id, ChildEvent event) {
        given.add(message(event, agency, ref, id));
        return this;
    }

    /** An agency reports a fact. */
    public Then when(AgencyId agency, Order order) {
        return when(agency, new ChildRef.ById(ADA.value()), order);
    }

    /** An agency reports a fact and names the child its way. */
    public Then when(AgencyId agency, ChildRef child, Order order) {
        var fact = Facts.fact(agency, "ref", child, order);
        var before = given.isEmpty()
                ? fixture.given().noPriorActivity()
                : fixture.given().events(given.toArray(EventMessage[]::new));
        return new Then(fact, before.when().command(new Reported(fact)).then());
    }

    /** What is expected. */
    public record Then(Fact fact, AxonTestPhase.Then.Command then) {

        public void records(ChildEvent event) {
            then.success().events(event);
        }

        /** The event may name the fact's own id. */
        public void records(Function<EventId, ChildEvent> event) {
            records(event.apply(fact.newEventId()));
        }

        public void refuses(Rule rule) {
            then.noEvents()
                    .exceptionSatisfies(refused -> assertThat(refused)
                            .isInstanceOfSatisfying(
                                    Refused.class, r -> assertThat(r.rule()).isEqualTo(rule)));
        }
    }
}
