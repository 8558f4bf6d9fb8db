# Makes Polaris' schema and root principal; its tool fails the second time, which is no failure here.
told=$(/opt/jboss/container/java/run/run-java.sh bootstrap --realm=POLARIS \
  "--credential=POLARIS,$POLARIS_ROOT_ID,$POLARIS_ROOT_SECRET" 2>&1)
status=$?
case $told in
  *"already been bootstrapped"*)
    echo "The realm POLARIS is already there."
    exit 0
    ;;
esac
echo "$told"
exit $status
