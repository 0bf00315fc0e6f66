package planted.domain;

import java.util.List;

/** Shows some of its members and keeps the others. */
public abstract class HalfPublic<T> implements Iterable<T> {
  public static final int SHOWN = 1;

  static final int KEPT = 2;

  HalfPublic() {}

  protected abstract List<T> inherited(T given);

  int kept() {
    return KEPT;
  }
}
