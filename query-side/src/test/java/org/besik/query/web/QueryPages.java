package org.besik.query.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import org.besik.events.AgencyId;
import org.besik.events.ChildId;
import org.besik.events.Iin;
import org.besik.events.LocalId;
import org.besik.events.Officer;
import org.besik.events.Person;
import org.besik.events.Place;
import org.besik.events.Sex;
import org.besik.events.caller.Caller;
import org.besik.events.caller.Role;
import org.besik.events.codec.StoredEvent;
import org.besik.events.custody.RecordSealed;
import org.besik.events.feed.EventFeed;
import org.besik.events.identity.RecordsMerged;
import org.besik.events.registration.BirthRegistered;
import org.besik.events.rules.RuleBook;
import org.besik.events.schooling.Level;
import org.besik.events.tracing.ChildFlagged;
import org.besik.query.access.Access;
import org.besik.query.access.AccessConfiguration;
import org.besik.query.cases.CaseConfiguration;
import org.besik.query.childrecord.ChildRecordConfiguration;
import org.besik.query.childrecord.FoldedViews;
import org.besik.query.childrecord.LookupKeys;
import org.besik.query.contradictions.ContradictionConfiguration;
import org.besik.query.duplicates.DuplicateConfiguration;
import org.besik.query.feeds.StaleFeeds;
import org.besik.query.intake.Projection;
import org.besik.query.intransit.InTransitConfiguration;
import org.besik.query.openhandoffs.OpenHandoffsConfiguration;
import org.besik.query.records.Facts;
import org.besik.query.records.RecordFacts;
import org.besik.query.rules.SchoolCalendar;
import org.besik.query.rulesinforce.RulesInForceConfiguration;
import org.besik.query.statistics.StatisticsConfiguration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.core.MethodParameter;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.ModelAndViewContainer;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;

/** The questions and pages over a handful of children; who calls stands in a request attribute. */
@SpringBootConfiguration
@EnableAutoConfiguration
@Import({
    AccessConfiguration.class,
    ChildRecordConfiguration.class,
    ContradictionConfiguration.class,
    DuplicateConfiguration.class,
    CaseConfiguration.class,
    InTransitConfiguration.class,
    OpenHandoffsConfiguration.class,
    RulesInForceConfiguration.class,
    StatisticsConfiguration.class,
    WebConfiguration.class
})
public class QueryPages {

    static final String CALLER = "caller";

    /** Lets the list of two children below take the place of the real one. */
    static final String OWN_LIST = "spring.main.allow-bean-definition-overriding=true";

    static final ZoneId ALMATY = ZoneId.of("Asia/Almaty");
    static final LocalDate OCT_31 = LocalDate.of(2026, 10, 31);

    static final String FILE = "6f1f1d0e-5a57-4f0c-9b0e-0b8f5c8f2f11";

    static final ChildId ADA = id("ada");
    static final ChildId ADAS_OTHER_RECORD = id("ada, written down twice");
    static final ChildId BOLAT = id("bolat");
    static final ChildId NEWBORN = id("newborn");
    static final ChildId NEWBORNS_OTHER_RECORD = id("newborn, seen before it was registered");
    static final ChildId SEALED = id("sealed");
    static final ChildId DEAD = id("dead");

    static final Caller ASTANA_OFFICER = caller(Role.MONITOR, "KZ-71", null);
    static final Caller NATION_OFFICER = caller(Role.MONITOR, "KZ", null);
    static final Caller AUDITOR = caller(Role.AUDITOR, "KZ", null);
    static final Caller ADMIN = caller(Role.ADMIN, "KZ", null);
    static final Caller ANALYST = caller(Role.ANALYST, "KZ", null);
    static final Caller ADAS_CLINIC = caller(Role.AGENCY, "KZ-71", "clinic");
    static final Caller OTHER_CLINIC = caller(Role.AGENCY, "KZ-71", "other-clinic");
    static final Caller QUIET_CLINIC = caller(Role.AGENCY, "KZ-79", "quiet-clinic");
    static final Caller HUB = caller(Role.HUB, "KZ", null);

    static ChildId id(String name) {
        return new ChildId(
                UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8)).toString());
    }

    static Caller caller(Role role, String region, @Nullable String agency) {
        return new Caller(
                role.name(),
                agency == null ? null : new AgencyId(agency),
                Set.of(),
                Set.of(region),
                Set.of(role),
                Set.of());
    }

    static List<RecordFacts> records() {
        return List.of(
                joined(Facts.of(ADA)
                        .from("registry", "KZ-71")
                        .add("2019-04-02", birth(ADA, "Оспанова", "Әлия", "2019-04-01", "190401600016", "B-1", "KZ-71"))
                        .from("clinic", "KZ-71")
                        .seen("2019-04-05")
                        .seen("2024-02-01")
                        .from("kindergarten", "KZ-71")
                        .enrolled("2023-09-01", Level.PRESCHOOL, "2023-09-01")
                        .from("clinic", "KZ-71")
                        .handsOff("2024-03-01", "social-71", "2024-03-20")
                        .relocates("2024-05-01", "KZ-71", "KZ-75", "2024-05-10")
                        .record()),
                Facts.of(BOLAT)
                        .from("registry", "KZ-75")
                        .add("2026-01-02", birth(BOLAT, "Оспанов", "Болат", "2026-01-01", null, "B-2", "KZ-75"))
                        .from("other-clinic", "KZ-75")
                        .seen("2026-10-20")
                        .record(),
                Facts.of(NEWBORN)
                        .from("registry", "KZ-71")
                        .add("2026-10-12", birth(NEWBORN, "Ким", "Ева", "2026-10-12", null, "B-5", "KZ-71"))
                        .from("clinic", "KZ-71")
                        .add("2026-10-13", new RecordsMerged(NEWBORN, NEWBORNS_OTHER_RECORD, "person"))
                        .by(Officer.SWEEP)
                        .add("2026-10-26", flagged())
                        .record(),
                patientOfAClinicWhoseLineWasDown(),
                Facts.of(SEALED)
                        .from("registry", "KZ-71")
                        .add("2020-01-02", birth(SEALED, "Тайна", "Мира", "2020-01-01", null, "B-3", "KZ-71"))
                        .from("clinic", "KZ-71")
                        .add("2020-02-01", new RecordSealed(SEALED, "adoption"))
                        .dies("2026-03-01")
                        .seen("2026-04-01")
                        .record(),
                Facts.of(DEAD)
                        .from("registry", "KZ-71")
                        .add("2020-01-02", birth(DEAD, "Ахметов", "Ерлан", "2020-01-01", null, "B-4", "KZ-71"))
                        .from("clinic", "KZ-71")
                        .dies("2025-03-01")
                        .seen("2025-04-01")
                        .record());
    }

    /** It tells of a patient every other day, but for five weeks of spring, and the patient has left the country. */
    private static RecordFacts patientOfAClinicWhoseLineWasDown() {
        Facts patient = Facts.of(id("patient"))
                .from("registry", "KZ-79")
                .add("2022-01-02", birth(id("patient"), "Цой", "Юна", "2022-01-01", null, "B-6", "KZ-79"))
                .from("quiet-clinic", "KZ-79");
        for (LocalDate day = LocalDate.of(2025, 1, 1); day.isBefore(OCT_31); day = day.plusDays(2)) {
            if (day.isBefore(LocalDate.of(2026, 3, 10)) || day.isAfter(LocalDate.of(2026, 4, 14))) {
                patient.seen(day.toString());
            }
        }
        return patient.leaves("2026-10-30").record();
    }

    private static ChildFlagged flagged() {
        return new ChildFlagged(
                NEWBORN, "NEWBORN_UNSEEN", LocalDate.of(2026, 10, 12), LocalDate.of(2026, 10, 26), "2026-1");
    }

    private static RecordFacts joined(RecordFacts facts) {
        return new RecordFacts(facts.id(), List.of(ADAS_OTHER_RECORD), facts.events());
    }

    private static BirthRegistered birth(
            ChildId child,
            String surname,
            String given,
            String day,
            @Nullable String iin,
            String local,
            String region) {
        return new BirthRegistered(
                child,
                new Person(surname, given, null, Sex.F, LocalDate.parse(day), null),
                iin == null ? null : new Iin(iin),
                List.of(new LocalId("registry", local)),
                null,
                new Place(region, null, null),
                null);
    }

    @Bean
    Clock clock() {
        return Clock.fixed(Instant.parse("2026-10-31T03:00:00Z"), ALMATY);
    }

    @Bean
    SchoolCalendar calendar() {
        return SchoolCalendar.standard();
    }

    @Bean
    RuleBook rules() {
        return RuleBook.standard();
    }

    @Bean
    LookupKeys lookupKeys() {
        return new LookupKeys(
                "a key for tests, long enough".getBytes(StandardCharsets.UTF_8),
                name -> name.toLowerCase(Locale.ROOT).replace('ә', 'а'));
    }

    @Bean
    FoldedViews views(List<Projection> projections) {
        return new FoldedViews(records(), projections);
    }

    @Bean
    Feed feed() {
        return new Feed();
    }

    /** A feed that only says how long it is. */
    static final class Feed implements EventFeed {

        volatile long head = FoldedViews.POSITION;

        @Override
        public long head() {
            return head;
        }

        @Override
        public List<StoredEvent> read(long after, int limit) {
            return List.of();
        }

        @Override
        public boolean await(long after, Duration timeout) {
            return false;
        }
    }

    @Bean
    StaleFeeds staleFeeds(FoldedViews views, SchoolCalendar calendar) {
        return new StaleFeeds(views, calendar);
    }

    /** What a page sent through the door. */
    static final class Sent implements Doors {

        final List<String> paths = new ArrayList<>();
        final List<JsonNode> bodies = new ArrayList<>();
        int answer = 201;

        @Nullable
        String field;

        @Override
        public Outcome post(String path, JsonNode body) {
            paths.add(path);
            bodies.add(body);
            return new Outcome(
                    answer,
                    JsonNodeFactory.instance
                            .objectNode()
                            .put("code", "handoff-not-yours")
                            .put("field", field)
                            .put("childId", ADA.value()));
        }

        /** What the endpoints of the other side answer, by path. */
        final Map<String, String> answers = new HashMap<>();

        @Override
        public Outcome get(String path, Map<String, String> parameters) {
            paths.add(path + parameters);
            String json = answers.get(path);
            return json == null
                    ? new Outcome(404, JsonNodeFactory.instance.objectNode())
                    : new Outcome(200, new JsonMapper().readTree(json));
        }

        @Override
        public Outcome send(String path, String fileName, InputStream file) {
            paths.add(path + " " + fileName);
            return new Outcome(
                    answer,
                    JsonNodeFactory.instance.objectNode().put("id", FILE).put("code", "unsupported-media-type"));
        }

        @Override
        public void pass(String path, Map<String, String> parameters, HttpServletResponse response) throws IOException {
            paths.add(path + parameters);
            response.getWriter().write("line,ref");
        }
    }

    /** A birth, an attendance and a death are enough to try every kind of field. */
    @Bean
    FactForms factForms() {
        return () -> List.of(
                new FactForms.Form(
                        "birth",
                        List.of(
                                new FactForms.Field("data.person.surname", FactForms.Kind.TEXT, true, List.of()),
                                field("data.person.birthDate", FactForms.Kind.DAY),
                                new FactForms.Field("data.person.sex", FactForms.Kind.CHOICE, true, List.of("F", "M")),
                                field("data.iin", FactForms.Kind.TEXT),
                                field("data.region", FactForms.Kind.REGION),
                                field("data.rural", FactForms.Kind.FLAG))),
                new FactForms.Form(
                        "attendance",
                        List.of(
                                field("data.month", FactForms.Kind.MONTH),
                                field("data.daysPresent", FactForms.Kind.NUMBER))),
                new FactForms.Form("death", List.of()));
    }

    private static FactForms.Field field(String path, FactForms.Kind kind) {
        return new FactForms.Field(path, kind, false, List.of());
    }

    @Bean
    Sent doors() {
        return new Sent();
    }

    @Bean
    UntrackedQueries untrackedQueries() {
        return new AdaIsUntracked();
    }

    @Bean
    WebMvcConfigurer callers() {
        return new WebMvcConfigurer() {
            @Override
            public void addArgumentResolvers(List<HandlerMethodArgumentResolver> resolvers) {
                resolvers.add(new HandlerMethodArgumentResolver() {
                    @Override
                    public boolean supportsParameter(MethodParameter parameter) {
                        return parameter.getParameterType() == Caller.class;
                    }

                    @Override
                    public @Nullable Object resolveArgument(
                            MethodParameter parameter,
                            @Nullable ModelAndViewContainer model,
                            NativeWebRequest request,
                            @Nullable WebDataBinderFactory binders) {
                        return ((HttpServletRequest) request.getNativeRequest()).getAttribute(CALLER);
                    }
                });
            }
        };
    }

    /** Ada is on the list from 2024-05-01 on, and Bolat's agency is silent itself; nobody before. */
    static final class AdaIsUntracked implements UntrackedQueries {

        static final LocalDate SINCE = LocalDate.of(2024, 5, 10);
        static final LocalDate DUE = LocalDate.of(2024, 6, 9);

        @Override
        public long total(Caller caller, Filter filter) {
            return list(caller, filter, 1, null).total();
        }

        @Override
        public Listed list(Caller caller, Filter filter, int limit, @Nullable String cursor) {
            Access.listed(caller, java.util.Optional.ofNullable(filter.region()));
            if (filter.asOf().isBefore(DUE) || "KZ-79".equals(filter.region())) {
                return new Listed(filter.asOf(), 0, List.of(), null);
            }
            if ("NEWBORN_UNSEEN".equals(filter.reason())) {
                var newborn = new Row(
                        NEWBORN.value(),
                        List.of(new Reason("NEWBORN_UNSEEN", LocalDate.of(2026, 10, 12), LocalDate.of(2026, 10, 26))),
                        5,
                        "MEDIUM",
                        null,
                        null,
                        "KZ-71",
                        null,
                        0,
                        List.of());
                return new Listed(filter.asOf(), 1, List.of(newborn), null);
            }
            var ada = new Row(
                    ADA.value(),
                    List.of(new Reason("LOST_IN_TRANSIT", SINCE, DUE)),
                    874,
                    "CRITICAL",
                    LocalDate.of(2024, 2, 1),
                    "clinic",
                    "KZ-71",
                    null,
                    90,
                    List.of());
            var bolat = new Row(
                    BOLAT.value(),
                    List.of(new Reason("SILENT", SINCE, DUE)),
                    1,
                    "LOW",
                    null,
                    null,
                    "KZ-75",
                    "Almaly",
                    9,
                    List.of("other-clinic"));
            return new Listed(filter.asOf(), 2, List.of(ada, bolat), cursor == null ? "next-one" : null);
        }

        @Override
        public SortedMap<LocalDate, Long> totals(Caller caller, Collection<LocalDate> days) {
            Access.summarised(caller, java.util.Optional.empty());
            var totals = new TreeMap<LocalDate, Long>();
            days.forEach(day -> totals.put(day, 1200L));
            return totals;
        }

        @Override
        public Summary summary(Caller caller, Dimension by, java.util.Optional<String> region, LocalDate asOf) {
            Access.summarised(caller, java.util.Optional.empty());
            if (asOf.isBefore(LocalDate.of(2000, 1, 1))) {
                return new Summary(asOf, List.of(), new Figure("total", 0, 0, 0));
            }
            var rows = switch (by) {
                case REGION -> List.of(new Figure("KZ-75", 1, 1000, 0.001), new Figure("KZ-71", 1234, 2000, 0.617));
                case REASON ->
                    List.of(new Figure("SILENT", 1, 3000, 0.0003), new Figure("LOST_IN_TRANSIT", 1234, 3000, 0.4113));
                case AGE -> List.of(new Figure("7", 1234, 2000, 0.617), new Figure("0", 1, 1000, 0.001));
                case DISTRICT -> List.of(new Figure("Almaly", 1, 10, 0.1));
            };
            return new Summary(asOf, rows, new Figure("total", 1235, 3000, 0.41166));
        }
    }
}
