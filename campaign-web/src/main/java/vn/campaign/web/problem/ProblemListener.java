package vn.campaign.web.problem;

/** Is told of each problem detail that is about to be sent, to count it. */
@FunctionalInterface
public interface ProblemListener {

    void onProblem(ApiException problem);
}
