package dev.countersign.domain.credit.approval;

import dev.countersign.domain.party.Role;
import java.util.Optional;

/** A level of approval, in the order in which they decide. */
public enum Stage {
  ANALYST(Role.ANALYST),
  MANAGER(Role.MANAGER),
  DIRECTOR(Role.DIRECTOR);

  private final Role role;

  Stage(Role role) {
    this.role = role;
  }

  /** The role that decides at this stage; no other stands in for it before its deadline. */
  public Role role() {
    return role;
  }

  /** The level above, unless this is the highest. */
  public Optional<Stage> next() {
    return switch (this) {
      case ANALYST -> Optional.of(MANAGER);
      case MANAGER -> Optional.of(DIRECTOR);
      case DIRECTOR -> Optional.empty();
    };
  }
}
