package planted.application.live;

import planted.domain.card.CardNumber;

public record SharedKnowsCard(CardNumber cardNumber) {}
