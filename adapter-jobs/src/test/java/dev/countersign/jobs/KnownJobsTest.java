package dev.countersign.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.jobs.alarm.FireAlarm;
import dev.countersign.jobs.upkeep.RunRecurringJob;
import org.jobrunr.jobs.JobParameter;
import org.jobrunr.jobs.lambdas.JobRequest;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class KnownJobsTest {
  static JobRequest[] jobs() {
    return new JobRequest[] {new FireAlarm("credit-request/0198"), new RunRecurringJob("sweep")};
  }

  @ParameterizedTest
  @MethodSource("jobs")
  void jobs_of_ours_come_back_as_they_were_kept(JobRequest job) {
    var kept = Jobs.json().serialize(new JobParameter(job));

    assertThat(Jobs.json().deserialize(kept, JobParameter.class).getObject()).isEqualTo(job);
  }
}
