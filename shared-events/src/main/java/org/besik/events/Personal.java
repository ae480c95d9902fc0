package org.besik.events;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks a component type that says who somebody is. The codec seals such a component with the child's own key before it
 * is stored; with the key destroyed it reads as null. Its {@code toString} must not say anything.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface Personal {}
