package planted.http;

import planted.application.Shelf;

public record NamesAPartOfADrivenPort(Shelf.Book book) {}
