package org.besik.query.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.besik.events.AgencyId;
import org.besik.events.caller.Caller;
import org.besik.events.caller.Role;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class AccessTest {

    static final AgencyId CLINIC = new AgencyId("clinic");

    record Child(String region, boolean sealed, Set<AgencyId> reporters) implements Guarded {
        @Override
        public boolean reportedBy(AgencyId agency) {
            return reporters.contains(agency);
        }
    }

    static Caller caller(Role role, String region) {
        return new Caller("someone", CLINIC, Set.of(), Set.of(region), Set.of(role), Set.of());
    }

    @ParameterizedTest
    @CsvSource({
        // role, its region, the child's region, reported on it, sealed, may read
        "MONITOR, KZ-71, KZ-71, false, false, true",
        "MONITOR, KZ-71, KZ-75, false, false, false",
        "MONITOR, KZ-71, KZ-75, true, false, false",
        "MONITOR, KZ-71, unknown, false, false, false",
        "MONITOR, KZ, KZ-75, false, false, true",
        "MONITOR, KZ, unknown, false, false, true",
        "MONITOR, KZ, KZ-75, false, true, false",
        "AGENCY, KZ-71, KZ-71, true, false, true",
        "AGENCY, KZ-71, KZ-75, true, false, true",
        "AGENCY, KZ-71, KZ-71, false, false, false",
        "AGENCY, KZ-71, KZ-71, true, true, false",
        "AUDITOR, KZ-71, KZ-75, false, false, true",
        "AUDITOR, KZ-71, KZ-75, false, true, true",
        "ADMIN, KZ-71, KZ-75, false, false, true",
        "ADMIN, KZ-71, KZ-75, false, true, true",
        "ANALYST, KZ, KZ-71, true, false, false",
        "HUB, KZ, KZ-71, true, false, false",
    })
    void a_child_is_read_by_those_who_answer_for_it(
            Role role, String region, String childRegion, boolean reported, boolean sealed, boolean may) {
        var child = new Child(childRegion, sealed, reported ? Set.of(CLINIC) : Set.of());

        assertThat(Access.mayRead(caller(role, region), child)).isEqualTo(may);
    }

    @Test
    void an_agency_role_without_an_agency_reads_nothing() {
        var nobody = new Caller("someone", null, Set.of(), Set.of("KZ"), Set.of(Role.AGENCY), Set.of());

        assertThat(Access.mayRead(nobody, new Child("KZ-71", false, Set.of(CLINIC))))
                .isFalse();
        assertThat(Access.mayReadSome(nobody)).isFalse();
    }

    @Test
    void two_roles_read_what_either_reads() {
        var both = new Caller("x", CLINIC, Set.of(), Set.of("KZ-71"), Set.of(Role.AGENCY, Role.MONITOR), Set.of());

        assertThat(Access.mayRead(both, new Child("KZ-71", false, Set.of()))).isTrue();
        assertThat(Access.mayRead(both, new Child("KZ-75", false, Set.of(CLINIC))))
                .isTrue();
        assertThat(Access.mayRead(both, new Child("KZ-75", false, Set.of()))).isFalse();
    }

    @ParameterizedTest
    @EnumSource(Role.class)
    void lists_and_summaries_are_for_those_named_in_the_contract(Role role) {
        boolean lists = Set.of(Role.MONITOR, Role.AUDITOR, Role.ADMIN).contains(role);

        assertThat(Access.mayList(caller(role, "KZ"))).isEqualTo(lists);
        assertThat(Access.maySummarise(caller(role, "KZ"))).isEqualTo(lists || role == Role.ANALYST);
    }

    @Test
    void a_monitor_lists_its_own_regions_only() {
        var monitor = new Caller("m", null, Set.of(), Set.of("KZ-75", "KZ-71"), Set.of(Role.MONITOR), Set.of());

        assertThat(Access.listed(monitor, Optional.empty())).containsExactly("KZ-71", "KZ-75");
        assertThat(Access.listed(monitor, Optional.of("KZ-71"))).containsExactly("KZ-71");
        assertThatThrownBy(() -> Access.listed(monitor, Optional.of("KZ-79"))).isInstanceOf(NotAllowed.class);
        assertThatThrownBy(() -> Access.summarised(monitor, Optional.of("unknown")))
                .isInstanceOf(NotAllowed.class);
    }

    @Test
    void the_nation_is_no_limit_and_covers_unknown_regions() {
        var monitor = caller(Role.MONITOR, "KZ");

        assertThat(Access.listed(monitor, Optional.empty())).isEmpty();
        assertThat(Access.listed(monitor, Optional.of("KZ"))).isEmpty();
        assertThat(Access.listed(monitor, Optional.of("unknown"))).isEqualTo(List.of("unknown"));
    }

    @Test
    void a_region_that_does_not_exist_is_a_bad_question() {
        assertThatThrownBy(() -> Access.listed(caller(Role.ADMIN, "KZ"), Optional.of("KZ-00")))
                .isInstanceOfSatisfying(
                        BadQuestion.class,
                        problem -> assertThat(problem.field()).isEqualTo("region"));
    }

    @Test
    void an_analyst_gets_figures_and_no_lists() {
        assertThat(Access.summarised(caller(Role.ANALYST, "KZ"), Optional.empty()))
                .isEmpty();
        assertThatThrownBy(() -> Access.listed(caller(Role.ANALYST, "KZ"), Optional.empty()))
                .isInstanceOf(NotAllowed.class);
    }

    @Test
    void a_monitor_without_a_region_sees_nothing_rather_than_everything() {
        var monitor = new Caller("m", null, Set.of(), Set.of(), Set.of(Role.MONITOR), Set.of());

        assertThatThrownBy(() -> Access.listed(monitor, Optional.empty())).isInstanceOf(NotAllowed.class);
    }
}
