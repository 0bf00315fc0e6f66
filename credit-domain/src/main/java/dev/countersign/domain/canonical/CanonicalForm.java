package dev.countersign.domain.canonical;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Names the {@link Form} of a type whose canonical text does not follow from a record alone. */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface CanonicalForm {
  /** Has a constructor without parameters. */
  Class<? extends Form> value();
}
