package dev.countersign.testkit;

import static dev.countersign.testkit.ProposalBuilder.aMortgage;
import static dev.countersign.testkit.ProposalBuilder.aProposal;

import dev.countersign.testkit.RequestStory.Draft;
import java.util.function.BiFunction;

/**
 * Where a request can stand: every state, and the differences within a state that matter. Each is
 * reached by real moves of the people of the story.
 */
public enum Situation {
  SUBMITTED((draft, people) -> draft.submitted()),
  AT_FIRST_STAGE((draft, people) -> draft.analysed()),
  AT_FIRST_STAGE_IN_DOUBT((draft, people) -> draft.submitted().analysedInDoubt()),
  HELD_AT_FIRST_STAGE((draft, people) -> draft.analysed().claimedBy(people.ana())),
  GIVEN_BACK_AT_FIRST_STAGE(
      (draft, people) -> draft.analysed().claimedBy(people.ana()).releasedBy(people.ana())),
  REMINDED_AT_FIRST_STAGE((draft, people) -> draft.analysed().claimedBy(people.ana()).reminded()),
  ESCALATED_AT_FIRST_STAGE((draft, people) -> draft.analysed().claimedBy(people.ana()).escalated()),
  AT_SECOND_STAGE(
      (draft, people) -> draft.analysed().approvedBy(people.ana(), "Solid – “very” solid.\n✓")),
  HELD_AT_SECOND_STAGE(
      (draft, people) -> draft.analysed().approvedBy(people.ana()).claimedBy(people.max())),
  AT_LAST_STAGE(
      (draft, people) -> draft.analysed().approvedBy(people.ana()).approvedBy(people.max())),
  REFERRED_BY_FIRST_STAGE((draft, people) ->
      draft.analysed().referredBy(people.ana(), "Since when do you work there?")),
  REFERRED_BY_SECOND_STAGE((draft, people) ->
      draft
          .submitted()
          .analysedInDoubt()
          .approvedBy(people.ana())
          .referredBy(people.max(), "Why so much?")),
  RESUBMITTED((draft, people) ->
      draft
          .analysed()
          .approvedBy(people.ana())
          .referredBy(people.max(), "Is there no security?")
          .revised(aMortgage("60000.00", "90000.00"))),
  AT_FIRST_STAGE_AGAIN((draft, people) -> RESUBMITTED.of(draft, people).analysed()),
  GRANTED((draft, people) -> AT_LAST_STAGE.of(draft, people).approvedBy(people.dora(), "Fine.")),
  GRANTED_AFTER_A_QUESTION((draft, people) ->
      draft
          .analysed()
          .referredBy(people.ana(), "Would less do?")
          .revised(aProposal().of("900.00").overMonths(5))
          .analysed()
          .approvedBy(people.ana())),
  DECLINED((draft, people) -> draft.submitted().declined()),
  REJECTED_AT_FIRST_STAGE((draft, people) ->
      draft.analysed().rejectedBy(people.ana(), "The contract ends soon.", "Called them.")),
  REJECTED_AT_LAST_STAGE((draft, people) ->
      AT_LAST_STAGE.of(draft, people).rejectedBy(people.dora(), "Not this year.", "Quota.")),
  WITHDRAWN_BEFORE_ANALYSIS((draft, people) -> draft.submitted().withdrawn()),
  WITHDRAWN_IN_APPROVAL((draft, people) -> AT_SECOND_STAGE.of(draft, people).withdrawn()),
  WITHDRAWN_INSTEAD_OF_AN_ANSWER(
      (draft, people) -> REFERRED_BY_FIRST_STAGE.of(draft, people).withdrawn()),
  EXPIRED_IN_APPROVAL((draft, people) -> HELD_AT_SECOND_STAGE.of(draft, people).expired()),
  EXPIRED_WITHOUT_AN_ANSWER((draft, people) -> REFERRED_BY_FIRST_STAGE.of(draft, people).expired());

  private final BiFunction<Draft, People, RequestStory> story;

  Situation(BiFunction<Draft, People, RequestStory> story) {
    this.story = story;
  }

  /**
   * The story of a request of 60,000.00 euros, which takes all three stages, by Ada.
   *
   * @param draft whose amount and applicant are overwritten
   */
  public RequestStory of(Draft draft, People people) {
    return story.apply(draft.of("60000.00").by(people.ada()), people);
  }
}
