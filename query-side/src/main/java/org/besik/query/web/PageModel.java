package org.besik.query.web;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.springframework.context.MessageSource;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.LocaleResolver;
import org.springframework.web.util.UriComponentsBuilder;

/** Gives every page, error pages too, its words and the way to the same page in the other languages. */
final class PageModel implements HandlerInterceptor {

    static final String LANGUAGE_PARAMETER = "lang";

    private final MessageSource messages;
    private final LocaleResolver locales;
    private final Clock clock;

    PageModel(MessageSource messages, LocaleResolver locales, Clock clock) {
        this.messages = messages;
        this.locales = locales;
        this.clock = clock;
    }

    /** One entry of the language switch. */
    public record Switch(String code, String ownName, String href, boolean current) {}

    /** As request attributes, so that they are there for a page of an exception too. */
    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        Locale locale = locales.resolveLocale(request);
        request.setAttribute("words", new Words(messages, locale, clock.getZone()));
        request.setAttribute("lang", locale.getLanguage());
        request.setAttribute("languages", languages(request, locale));
        return true;
    }

    private static List<Switch> languages(HttpServletRequest request, Locale current) {
        Object failed = request.getAttribute(RequestDispatcher.ERROR_REQUEST_URI);
        var here = UriComponentsBuilder.newInstance()
                .path(failed instanceof String path ? path : request.getRequestURI())
                .query(request.getQueryString());
        return Arrays.stream(Language.values())
                .map(language -> new Switch(
                        language.code(),
                        language.ownName(),
                        here.cloneBuilder()
                                .replaceQueryParam(LANGUAGE_PARAMETER, language.code())
                                .build()
                                .toUriString(),
                        language.locale().equals(current)))
                .toList();
    }
}
