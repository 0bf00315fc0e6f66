package planted.domain;

import jakarta.inject.Provider;

public record KnowsInjection(Provider<String> provider) {}
