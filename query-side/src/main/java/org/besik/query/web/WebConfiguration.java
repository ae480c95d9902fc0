package org.besik.query.web;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Collections;
import java.util.Locale;
import org.besik.events.feed.EventFeed;
import org.besik.query.childrecord.ChildRecords;
import org.besik.query.intake.Views;
import org.besik.query.untracked.Untracked;
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
    Pages pages(UntrackedQueries untracked, ChildRecords records, Views views, EventFeed feed, Clock clock) {
        return new Pages(
                untracked, records, views, () -> feed.head() - views.store().position(), clock);
    }

    @Bean
    ErrorPage errorPage() {
        return new ErrorPage();
    }

    @Bean
    PageProblems pageProblems() {
        return new PageProblems();
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
        var freshness = new Freshness(feed, views);
        return new WebMvcConfigurer() {
            @Override
            public void addInterceptors(InterceptorRegistry registry) {
                registry.addInterceptor(freshness)
                        .addPathPatterns(
                                "/",
                                "/untracked",
                                "/children/**",
                                "/v1/untracked/**",
                                "/v1/children/**",
                                "/v1/contradictions");
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
