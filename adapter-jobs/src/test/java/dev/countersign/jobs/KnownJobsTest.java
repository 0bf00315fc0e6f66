package dev.countersign.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.countersign.jobs.request.RingAlarm;
import dev.countersign.jobs.upkeep.DoChore;
import java.util.concurrent.atomic.AtomicInteger;
import org.jobrunr.jobs.JobParameter;
import org.jobrunr.jobs.lambdas.JobRequest;
import org.jobrunr.jobs.lambdas.JobRequestHandler;
import org.junit.jupiter.api.Test;

/** Whoever could write into the table of jobs must not have classes of their choice made. */
class KnownJobsTest {
  /** A job that this program does not know. */
  public static class Stranger implements JobRequest {
    static final AtomicInteger MADE = new AtomicInteger();

    public Stranger() {
      MADE.incrementAndGet();
    }

    @Override
    public Class<? extends JobRequestHandler<Stranger>> getJobRequestHandler() {
      throw new AssertionError("nobody may ask");
    }
  }

  @Test
  void jobs_of_ours_come_back_as_they_were_kept() {
    for (var job : new JobRequest[] {new RingAlarm("0198"), new DoChore("sweep")}) {
      var kept = Jobs.json().serialize(new JobParameter(job));

      assertThat(Jobs.json().deserialize(kept, JobParameter.class).getObject()).isEqualTo(job);
    }
  }

  @Test
  void a_class_that_is_no_job_of_ours_is_never_made() {
    var kept =
        Jobs.json()
            .serialize(new JobParameter(new RingAlarm("0198")))
            .replace(RingAlarm.class.getName(), Stranger.class.getName())
            .replace(
                "\"request\":\"0198\"", "\"@class\":\"%s\"".formatted(Stranger.class.getName()));
    assertThat(kept).contains(Stranger.class.getName()).doesNotContain("RingAlarm");

    var unused = catchThrowable(() -> Jobs.json().deserialize(kept, JobParameter.class));

    assertThat(Stranger.MADE).hasValue(0);
  }
}
