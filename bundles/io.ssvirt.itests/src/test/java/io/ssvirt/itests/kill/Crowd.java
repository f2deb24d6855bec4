package io.ssvirt.itests.kill;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

import io.ssvirt.itests.walk.Answer;

import static org.assertj.core.api.Assertions.assertThat;

/** Users who all ask for something at the same moment; what they were answered is remembered. */
final class Crowd {

    private final ExecutorService users;
    private final CountDownLatch answered;
    private final Map<String, Answer> answers = new ConcurrentHashMap<>();

    /** Begins; every request has a thread of its own. */
    Crowd(List<Supplier<Answer>> requests, int untilAnswered) {
        users = Executors.newFixedThreadPool(requests.size());
        answered = new CountDownLatch(untilAnswered);
        requests.forEach(request -> users.execute(() -> ask(request)));
    }

    private void ask(Supplier<Answer> request) {
        try {
            Answer answer = request.get();
            if (answer.status() < 300) {
                answers.put(answer.headers().firstValue("X-SSVIRT-TASK").orElseThrow(), answer);
            }
            answered.countDown();
        } catch (AssertionError noAnswer) {
            // the server was killed meanwhile
        }
    }

    /** Waits until as many have been answered as was wanted. */
    void awaitAnswers() throws InterruptedException {
        assertThat(answered.await(2, TimeUnit.MINUTES))
                .as("answers, %s left", answered.getCount())
                .isTrue();
    }

    /** Returns the answers to those that succeeded or were accepted, by task, once nobody waits any more. */
    Map<String, Answer> answers() throws InterruptedException {
        users.shutdown();
        assertThat(users.awaitTermination(1, TimeUnit.MINUTES)).isTrue();
        return answers;
    }
}
