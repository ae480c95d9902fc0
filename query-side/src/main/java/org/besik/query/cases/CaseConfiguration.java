package org.besik.query.cases;

import org.besik.query.intake.Views;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Wires the list of cases. */
@Configuration(proxyBeanMethods = false)
public class CaseConfiguration {

    @Bean
    CaseProjection caseProjection() {
        return new CaseProjection();
    }

    @Bean
    CaseList caseList(Views views) {
        return new CaseList(views);
    }

    @Bean
    CaseListController caseListController(CaseList list) {
        return new CaseListController(list);
    }
}
