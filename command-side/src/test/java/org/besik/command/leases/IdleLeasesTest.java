package org.besik.command.leases;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.platform.launcher.EngineFilter;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;

/** A suite that a store could pass by doing nothing would prove nothing. */
class IdleLeasesTest {

    @Test
    void a_place_that_keeps_nothing_fails_every_test_of_the_contract() {
        var listener = new SummaryGeneratingListener();
        LauncherFactory.create()
                .execute(
                        LauncherDiscoveryRequestBuilder.request()
                                .selectors(selectClass(IdleContract.class))
                                .filters(EngineFilter.includeEngines("junit-jupiter"))
                                .build(),
                        listener);

        assertThat(listener.getSummary().getTestsFoundCount()).isGreaterThan(7);
        assertThat(listener.getSummary().getTestsFailedCount())
                .isEqualTo(listener.getSummary().getTestsFoundCount());
    }

    static class IdleContract extends LeaseContract {
        @Override
        LeaseRows create() {
            return new LeaseRows() {
                @Override
                public @Nullable Row find(String name) {
                    return null;
                }

                @Override
                public boolean replace(String name, @Nullable Row expected, Row next) {
                    return true;
                }
            };
        }
    }
}
