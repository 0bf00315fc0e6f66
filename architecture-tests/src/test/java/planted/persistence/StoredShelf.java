package planted.persistence;

import java.util.List;
import planted.application.Shelf;

public record StoredShelf(List<Book> books) implements Shelf {}
