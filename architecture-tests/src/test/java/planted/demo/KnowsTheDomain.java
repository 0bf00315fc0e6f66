package planted.demo;

import planted.domain.right.Right;

public record KnowsTheDomain(Right right) {}
