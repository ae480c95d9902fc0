package org.besik.query.access;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Wires how unanswered questions are put. */
@Configuration(proxyBeanMethods = false)
public class AccessConfiguration {

    @Bean
    QuestionProblems questionProblems() {
        return new QuestionProblems();
    }
}
