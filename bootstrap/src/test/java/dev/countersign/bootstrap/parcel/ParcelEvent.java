package dev.countersign.bootstrap.parcel;

import dev.countersign.domain.event.DomainEvent;

/** What may happen to a parcel. */
public sealed interface ParcelEvent extends DomainEvent {
  record Sent(String weight) implements ParcelEvent {}

  record Overdue() implements ParcelEvent {}
}
