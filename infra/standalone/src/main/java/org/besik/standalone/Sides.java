package org.besik.standalone;

import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.Configuration;

/** Which side's doors are opened in this process. */
final class Sides {

    private Sides() {}

    @OnCommandSide
    @Configuration(proxyBeanMethods = false)
    @ComponentScan("org.besik.command")
    static class Command {}

    @OnQuerySide
    @Configuration(proxyBeanMethods = false)
    @ComponentScan("org.besik.query")
    static class Query {}
}
