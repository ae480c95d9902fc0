package org.besik.query.web;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import org.besik.events.feed.EventFeed;
import org.besik.query.cases.CaseList;
import org.besik.query.childrecord.ChildRecords;
import org.besik.query.childrecord.ChildSearch;
import org.besik.query.childrecord.Siblings;
import org.besik.query.contradictions.ContradictionList;
import org.besik.query.duplicates.Duplicates;
import org.besik.query.feeds.StaleFeeds;
import org.besik.query.intake.Views;
import org.besik.query.intransit.InTransit;
import org.besik.query.openhandoffs.OpenHandoffs;
import org.besik.query.rulesinforce.DryRunController;
import org.besik.query.rulesinforce.RulesInForce;
import org.besik.query.statistics.Statistics;
import org.besik.query.untracked.Untracked;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.MessageSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.support.ResourceBundleMessageSource;
import org.springframework.web.servlet.LocaleResolver;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import org.springframework.web.servlet.i18n.CookieLocaleResolver;
import org.springframework.web.servlet.i18n.LocaleChangeInterceptor;

/** Wires the pages: who answers, in which words and in which language. */
@Configuration(proxyBeanMethods = false)
public class WebConfiguration {

    @Bean
    UntrackedQueries untrackedQueries(Untracked untracked) {
        return new UntrackedAnswers(untracked);
    }

    @Bean
    Frame frame(EventFeed feed, Views views, Clock clock) {
        return new Frame(() -> feed.head() - views.store().position(), clock);
    }

    @Bean
    Pages pages() {
        return new Pages();
    }

    @Bean
    OverviewPage overviewPage(
            Frame frame, UntrackedQueries untracked, InTransit inTransit, OpenHandoffs handoffs, StaleFeeds feeds) {
        return new OverviewPage(frame, untracked, inTransit, handoffs, feeds);
    }

    @Bean
    ListPage listPage(
            Frame frame,
            UntrackedQueries untracked,
            CaseList cases,
            ChildRecords records,
            Views views,
            ObjectProvider<Doors> doors) {
        return new ListPage(
                frame, untracked, new Searched(cases, records), views, doors.getIfAvailable(() -> Doors.SHUT));
    }

    @Bean
    SearchPage searchPage(Frame frame, ChildSearch search, ChildRecords records) {
        return new SearchPage(frame, search, records);
    }

    @Bean
    ChildPage childPage(
            Frame frame,
            ChildRecords records,
            Siblings siblings,
            Duplicates duplicates,
            CaseList cases,
            ObjectProvider<Doors> doors) {
        return new ChildPage(frame, records, siblings, duplicates, cases, doors.getIfAvailable(() -> Doors.SHUT));
    }

    @Bean
    ContradictionsPage contradictionsPage(Frame frame, ContradictionList contradictions, Views views) {
        return new ContradictionsPage(frame, contradictions, views);
    }

    @Bean
    CasesPage casesPage(Frame frame, CaseList cases, Views views, ObjectProvider<Doors> doors) {
        return new CasesPage(frame, cases, views, doors.getIfAvailable(() -> Doors.SHUT));
    }

    @Bean
    BoardsPage boardsPage(
            Frame frame, InTransit inTransit, OpenHandoffs handoffs, Views views, ObjectProvider<Doors> doors) {
        return new BoardsPage(frame, inTransit, handoffs, views, doors.getIfAvailable(() -> Doors.SHUT));
    }

    @Bean
    AgencyPage agencyPage(Frame frame, StaleFeeds feeds, ObjectProvider<Doors> doors) {
        return new AgencyPage(frame, feeds, doors.getIfAvailable(() -> Doors.SHUT));
    }

    @Bean
    FactPage factPage(Frame frame, ObjectProvider<FactForms> forms, ObjectProvider<Doors> doors) {
        return new FactPage(frame, forms.getIfAvailable(() -> List::of), doors.getIfAvailable(() -> Doors.SHUT));
    }

    @Bean
    RulesPage rulesPage(Frame frame, RulesInForce rules, DryRunController dryRuns, ObjectProvider<Doors> doors) {
        return new RulesPage(frame, rules, dryRuns, doors.getIfAvailable(() -> Doors.SHUT));
    }

    @Bean
    StatisticsPage statisticsPage(Frame frame, Statistics statistics) {
        return new StatisticsPage(frame, statistics);
    }

    @Bean
    Live live(Views views) {
        return new Live(views);
    }

    @Bean
    ErrorPage errorPage(Frame frame) {
        return new ErrorPage(frame);
    }

    @Bean
    PageErrors pageErrors() {
        return new PageErrors();
    }

    @Bean
    PageProblems pageProblems(Frame frame) {
        return new PageProblems(frame);
    }

    /** English is the base bundle, so it also stands in for a language the pages do not speak. */
    @Bean
    MessageSource messageSource() {
        var messages = new ResourceBundleMessageSource();
        messages.setBasename("messages");
        messages.setDefaultEncoding(StandardCharsets.UTF_8.name());
        messages.setFallbackToSystemLocale(false);
        messages.setAlwaysUseMessageFormat(true);
        return messages;
    }

    /** The language once chosen is kept in a cookie; before that the browser's wish counts. */
    @Bean
    LocaleResolver localeResolver() {
        var cookie = new CookieLocaleResolver("besik-language");
        cookie.setCookieMaxAge(Duration.ofDays(365));
        cookie.setCookieHttpOnly(true);
        cookie.setCookieSameSite("Lax");
        cookie.setRejectInvalidCookies(false);
        cookie.setDefaultLocaleFunction(request -> Language.bestOf(Collections.list(request.getLocales())));
        return cookie;
    }

    /** Questions only: facts are written, not read. */
    @Bean
    WebMvcConfigurer freshAnswers(EventFeed feed, Views views) {
        List<String> questions = List.of(
                "/",
                "/untracked/**",
                "/handoffs",
                "/moves",
                "/contradictions",
                "/cases",
                "/rules",
                "/agency",
                "/search/**",
                "/children/**",
                "/v1/untracked/**",
                "/v1/children/**",
                "/v1/contradictions");
        return new WebMvcConfigurer() {
            @Override
            public void addInterceptors(InterceptorRegistry registry) {
                registry.addInterceptor(new Freshness(feed, views)).addPathPatterns(questions);
                registry.addInterceptor(new Precedence(views)).addPathPatterns(questions);
            }
        };
    }

    @Bean
    WebMvcConfigurer pageInterceptors(MessageSource messages, LocaleResolver locales, Clock clock) {
        return new WebMvcConfigurer() {
            @Override
            public void addInterceptors(InterceptorRegistry registry) {
                var change = new LocaleChangeInterceptor() {
                    @Override
                    protected Locale parseLocaleValue(String value) {
                        return Language.of(value).locale();
                    }
                };
                change.setParamName(PageModel.LANGUAGE_PARAMETER);
                change.setIgnoreInvalidLocale(true);
                registry.addInterceptor(change);
                registry.addInterceptor(new PageModel(messages, locales, clock))
                        .excludePathPatterns("/v1/**", "/actuator/**", "/webjars/**", "/assets/**");
            }
        };
    }
}
