package planted.application;

import java.util.List;

public interface Shelf {
  List<Book> books();

  record Book(String title) {}
}
