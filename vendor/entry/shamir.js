export { split, combine } from "shamir-secret-sharing";
