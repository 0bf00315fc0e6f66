/** Reading the audit trail: who may, and what they see. */
@NullMarked
package dev.countersign.application.audit.browse;

import org.jspecify.annotations.NullMarked;
